/// Raw features of trees, by columns.
///
/// **Single row**: a `[Float]` with one value a column, the code as the value of a categorical column; NaN is missing.
public struct TreeFeatures: Sendable, Equatable {
    /// The values of one feature.
    public enum Column: Sendable, Equatable {
        /// Numbers; NaN is missing.
        case numeric([Float])
        /// Codes in `0..<cardinality`; -1 is missing.
        case categorical(codes: [Int32], cardinality: Int)
    }

    /// Number of rows.
    public let rows: Int
    /// One column a feature, each of `rows` values.
    public let columns: [Column]

    /// Creates features; every column must have `rows` values.
    public init(rows: Int, columns: [Column]) {
        precondition(columns.allSatisfy { $0.count == rows }, "columns of unequal length")
        self.rows = rows
        self.columns = columns
    }

    /// The features of some of the rows, without the last columns where fewer are wanted.
    public func selecting(rows: Range<Int>, columns count: Int) -> TreeFeatures {
        if rows == 0..<self.rows && count == columns.count { return self }
        let columns = columns.prefix(count)
            .map { column in
                switch column {
                case .numeric(let values): Column.numeric(Array(values[rows]))
                case .categorical(let codes, let cardinality):
                    Column.categorical(codes: Array(codes[rows]), cardinality: cardinality)
                }
            }
        return TreeFeatures(rows: rows.count, columns: columns)
    }

    /// The values of a row, as a single case has them.
    public func row(_ row: Int) -> [Float] {
        columns.map { column in
            switch column {
            case .numeric(let values): values[row]
            case .categorical(let codes, _): codes[row] < 0 ? .nan : Float(codes[row])
            }
        }
    }
}

extension TreeFeatures.Column {
    /// Number of values.
    public var count: Int {
        switch self {
        case .numeric(let values): values.count
        case .categorical(let codes, _): codes.count
        }
    }
}
