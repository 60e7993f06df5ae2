public import EvaModels
import EvaNumerics

/// The features of some rows in the forms that the two learners want.
public struct FeatureSet: Sendable {
    /// Columns for the trees.
    public let trees: TreeFeatures
    /// Rows for the linear model; none where they were made for trees alone.
    public let linear: LinearFeatures

    /// Puts the fields' features side by side, in the order given.
    package init(rows: Int, fields: [EncodedField], hasLinear: Bool) {
        trees = TreeFeatures(rows: rows, columns: fields.flatMap(\.trees))
        guard hasLinear else {
            linear = LinearFeatures(dense: DenseMatrix(rows: 0, columns: 0), sparse: SparseMatrix(columns: 0))
            return
        }
        let columns = fields.flatMap(\.dense)
        var dense = DenseMatrix(rows: rows, columns: columns.count)
        for (index, column) in columns.enumerated() {
            for row in 0..<rows { dense.values[row * columns.count + index] = column[row] }
        }
        linear = LinearFeatures(dense: dense, sparse: Self.sideBySide(fields.map(\.sparse), rows: rows))
    }

    private static func sideBySide(_ parts: [SparseMatrix], rows: Int) -> SparseMatrix {
        var whole = SparseMatrix(columns: parts.reduce(0) { $0 + $1.columns })
        for row in 0..<rows {
            var start = 0
            for part in parts {
                for entry in part.offsets[row]..<part.offsets[row + 1] {
                    whole.append(column: start + Int(part.indices[entry]), value: part.values[entry])
                }
                start += part.columns
            }
            whole.endRow()
        }
        return whole
    }
}
