public import EvaNumerics

/// What a linear model sees of cases: scaled numbers beside sparse indicators and text weights.
public struct LinearFeatures: Sendable {
    /// [rows × dense columns].
    public let dense: DenseMatrix
    /// [rows × sparse columns].
    public let sparse: SparseMatrix

    /// Joins two blocks that describe the same rows.
    public init(dense: DenseMatrix, sparse: SparseMatrix) {
        precondition(dense.rows == sparse.rows, "\(dense.rows) dense rows, \(sparse.rows) sparse rows")
        self.dense = dense
        self.sparse = sparse
    }

    /// Number of rows.
    public var rows: Int { dense.rows }

    /// Number of columns of both blocks.
    public var columns: Int { dense.columns + sparse.columns }
}
