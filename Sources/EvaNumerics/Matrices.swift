/// A dense matrix, row-major: element (r, c) is `values[r * columns + c]`.
public struct DenseMatrix: Sendable, Equatable {
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    /// `rows × columns` values.
    public var values: [Double]

    /// Creates a matrix of zeros.
    public init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
    }

    /// Creates a matrix of the values given, row-major.
    public init(rows: Int, columns: Int, values: [Double]) {
        precondition(values.count == rows * columns, "\(values.count) values for \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }
}

/// A sparse matrix by rows (CSR): the entries of row `r` are at `offsets[r]..<offsets[r + 1]`.
public struct SparseMatrix: Sendable, Equatable {
    /// Number of columns.
    public let columns: Int
    /// Row count + 1 positions.
    public private(set) var offsets: [Int] = [0]
    /// Column of each entry, ascending within a row.
    public private(set) var indices: [Int32] = []
    /// Value of each entry.
    public private(set) var values: [Double] = []
    private var rowStart = 0

    /// Creates a matrix without rows.
    public init(columns: Int) {
        self.columns = columns
    }

    /// Number of rows.
    public var rows: Int { offsets.count - 1 }

    /// Adds an entry to the row being built; columns of a row must come in ascending order, each once.
    public mutating func append(column: Int, value: Double) {
        precondition(column >= 0 && column < columns, "column \(column) of \(columns)")
        precondition(
            indices.count == rowStart || Int(indices[indices.count - 1]) < column,
            "column \(column) out of order"
        )
        indices.append(Int32(column))
        values.append(value)
    }

    /// Ends the row being built.
    public mutating func endRow() {
        offsets.append(indices.count)
        rowStart = indices.count
    }
}
