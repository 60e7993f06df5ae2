public import EvaFeatures
public import EvaModels
import EvaNumerics

/// A logistic model with what its fields contribute on average, against which a case is explained.
public struct LinearPart: Sendable, Equatable {
    /// The fitted model.
    public let model: LogisticModel
    /// Mean over the training rows of coefficient × value, summed over each field's features.
    public let fieldMeans: [Double]

    /// Takes the means from the rows the model was fitted on.
    public init(model: LogisticModel, training: LinearFeatures, layout: FeatureLayout) {
        self.model = model
        var sums = [Double](repeating: 0, count: layout.fields.count)
        for row in 0..<training.dense.rows {
            for (field, value) in Self.products(model, training, row: row, layout: layout) { sums[field] += value }
        }
        fieldMeans = sums.map { $0 / Double(max(1, training.dense.rows)) }
    }

    /// What each field adds to the log-odds, against the training mean.
    public func contributions(
        _ features: LinearFeatures,
        row: Int,
        layout: FeatureLayout
    ) -> (base: Double, values: [Double]) {
        var values = fieldMeans.map { -$0 }
        for (field, value) in Self.products(model, features, row: row, layout: layout) { values[field] += value }
        return (model.intercept + fieldMeans.reduce(0, +), values)
    }

    private static func products(
        _ model: LogisticModel,
        _ features: LinearFeatures,
        row: Int,
        layout: FeatureLayout
    ) -> [(field: Int, value: Double)] {
        let columns = features.dense.columns
        var products = (0..<columns)
            .map { column in
                (layout.denseField[column], model.dense[column] * features.dense.values[row * columns + column])
            }
        for entry in features.sparse.offsets[row]..<features.sparse.offsets[row + 1] {
            let column = Int(features.sparse.indices[entry])
            products.append((layout.sparseField[column], model.sparse[column] * features.sparse.values[entry]))
        }
        return products
    }

    init(from reader: inout ByteReader, layout: FeatureLayout) throws {
        model = try LogisticModel(from: &reader)
        fieldMeans = try reader.readArray(minimumSize: 8) { try $0.read(Double.self) }
        guard
            model.dense.count == layout.denseField.count, model.sparse.count == layout.sparseField.count,
            fieldMeans.count == layout.fields.count, fieldMeans.allSatisfy(\.isFinite)
        else { throw ByteError(offset: reader.offset, message: "the logistic model does not fit the features") }
    }

    func encode(to writer: inout ByteWriter) {
        model.encode(to: &writer)
        writer.write(fieldMeans) { $0.write($1) }
    }
}
