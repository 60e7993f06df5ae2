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
        let (dense, sparse) = (training.dense, training.sparse)
        for row in 0..<dense.rows {
            let entries = sparse.offsets[row]..<sparse.offsets[row + 1]
            Self.add(
                model,
                dense: dense.values[row * dense.columns..<(row + 1) * dense.columns],
                indices: sparse.indices[entries],
                values: sparse.values[entries],
                layout,
                to: &sums
            )
        }
        fieldMeans = sums.map { $0 / Double(max(1, training.dense.rows)) }
    }

    /// What each field adds to the log-odds, against the training mean.
    public func contributions(_ features: FeatureRow, layout: FeatureLayout) -> (base: Double, values: [Double]) {
        var values = fieldMeans.map { -$0 }
        Self.add(
            model,
            dense: features.dense[...],
            indices: features.indices[...],
            values: features.values[...],
            layout,
            to: &values
        )
        return (base, values)
    }

    /// Mean score of the training rows.
    public var base: Double { model.intercept + fieldMeans.reduce(0, +) }

    /// Adds coefficient × value of a row's features to the sums of their fields.
    private static func add(
        _ model: LogisticModel,
        dense: ArraySlice<Double>,
        indices: ArraySlice<Int32>,
        values: ArraySlice<Double>,
        _ layout: FeatureLayout,
        to sums: inout [Double]
    ) {
        for (column, value) in dense.enumerated() { sums[layout.denseField[column]] += model.dense[column] * value }
        for (index, value) in zip(indices, values) {
            sums[layout.sparseField[Int(index)]] += model.sparse[Int(index)] * value
        }
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
