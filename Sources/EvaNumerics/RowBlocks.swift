/// A split of rows into blocks of nearly equal size that depends on the row count alone, never on threads: sums that
/// are taken by block and then added in block order have the same bits for any pool.
package struct RowBlocks: Sendable {
    /// Number of rows split.
    package let rows: Int
    /// Number of blocks; 0 for no row.
    package let count: Int

    /// Splits rows into at most `most` blocks of at least `least` rows (one smaller block when there are fewer).
    package init(rows: Int, most: Int = 32, least: Int = 1024) {
        self.rows = rows
        count = rows == 0 ? 0 : Swift.max(1, Swift.min(most, rows / Swift.max(1, least)))
    }

    /// Rows of a block.
    package subscript(block: Int) -> Range<Int> {
        rows * block / count..<rows * (block + 1) / count
    }
}
