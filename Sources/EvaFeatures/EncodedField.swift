package import EvaModels
package import EvaNumerics

/// The features that one field gives for a range of rows, in the forms that the two learners want.
package struct EncodedField: Sendable {
    /// Columns for the trees.
    package var trees: [TreeFeatures.Column] = []
    /// Columns for the linear model that nearly every row fills, scaled to about [−5, 5].
    package var dense: [[Double]] = []
    /// Columns for the linear model that few rows fill; `rows × n`, possibly 0 columns.
    package var sparse: SparseMatrix
}

/// What a fitted encoder gives, in numbers of columns.
struct FieldShape {
    /// For each tree column the number of codes; 0 for numbers.
    var trees: [Int] = []
    var dense = 0
    var sparse = 0
}

extension EncodedField {
    private static let blockRows = 256

    /// The features of rows, each as `add` gives it for a single case; none for the linear model unless `hasLinear`.
    init(
        rows: Range<Int>,
        shape: FieldShape,
        hasLinear: Bool,
        add: (_ row: Int, _ features: inout FeatureRow) -> Void
    ) {
        let shape = hasLinear ? shape : FieldShape(trees: shape.trees)
        var block = FeatureRow(hasLinear: hasLinear)
        var numbers = [[Float]](repeating: [Float](repeating: 0, count: rows.count), count: shape.trees.count)
        dense = [[Double]](repeating: [Double](repeating: 0, count: rows.count), count: shape.dense)
        sparse = SparseMatrix(columns: shape.sparse)
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
            let end = min(start + Self.blockRows, rows.upperBound)
            block.clear()
            for row in start..<end {
                add(row, &block)
                for entry in block.indices.indices {
                    sparse.append(column: Int(block.indices[entry]), value: block.values[entry])
                }
                sparse.endRow()
                block.clearSparse()
            }
            let local = start - rows.lowerBound
            for column in numbers.indices {
                Self.copy(block.trees, column, of: numbers.count, to: &numbers[column], from: local, rows: end - start)
            }
            for column in dense.indices {
                Self.copy(block.dense, column, of: dense.count, to: &dense[column], from: local, rows: end - start)
            }
        }
        trees = zip(shape.trees, numbers)
            .map { codes, values in
                codes == 0
                    ? .numeric(values)
                    : .categorical(codes: values.map { $0.isNaN ? -1 : Int32($0) }, cardinality: codes)
            }
    }

    /// Copies one of the columns of a block, [rows × columns].
    private static func copy<Value>(
        _ block: [Value],
        _ column: Int,
        of columns: Int,
        to values: inout [Value],
        from start: Int,
        rows: Int
    ) {
        for row in 0..<rows { values[start + row] = block[row * columns + column] }
    }
}

/// What a fitted encoder gives, by name; parallel to `EncodedField`.
package struct FeatureNames: Sendable, Equatable {
    /// Names of the trees' columns, with the direction that the schema demands (+1, −1 or 0).
    package var trees: [(name: String, monotone: Int8)] = []
    /// Names of the dense columns, likewise.
    package var dense: [(name: String, monotone: Int8)] = []
    /// Number of sparse columns and the direction of each; n-grams are too many to name.
    package var sparse: [Int8] = []

    package init() {}

    package static func == (left: FeatureNames, right: FeatureNames) -> Bool {
        left.trees.elementsEqual(right.trees, by: ==) && left.dense.elementsEqual(right.dense, by: ==)
            && left.sparse == right.sparse
    }
}
