/// Sums of gradient cells over the rows of a leaf, by lane and byte.
///
/// **Shapes**: [lanes × 256] cells; byte 0 of an unused lane collects everything and is never read.
package enum Histogram {
    package static let laneCells = 256
    package static let wordCells = 8 * 256
    /// Rows whose bytes are fetched at once.
    private static let block = 32

    /// Adds rows to the cells of one or two words; `bytes` is the first word's byte of row 0, `stride` lies between rows.
    ///
    /// The bytes of the rows to come are read ahead by the block, so that memory fetches many at once. The result is the
    /// bits that were read so: it must be kept, or else the compiler leaves the reads out.
    package static func add(
        _ bytes: UnsafePointer<UInt8>,
        stride: Int,
        words: Int,
        _ cells: UnsafePointer<Int64>,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        to sums: UnsafeMutablePointer<Int64>
    ) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var touched: UInt64 = 0
        var start = 0
        while start < count {
            let end = min(count, start &+ block)
            for index in end..<min(count, end &+ block) {
                let row = Int(rows[index])
                touched |= load(raw, stride, row) | UInt64(bitPattern: cells[row])
            }
            if words == 2 {
                for index in start..<end { addTwo(raw, stride, cells, Int(rows[index]), sums) }
            } else {
                for index in start..<end { addWord(load(raw, stride, Int(rows[index])), cells[Int(rows[index])], sums) }
            }
            start = end
        }
        return touched
    }

    @inline(__always)
    private static func load(_ raw: UnsafeRawPointer, _ stride: Int, _ row: Int) -> UInt64 {
        raw.loadUnaligned(fromByteOffset: row &* stride, as: UInt64.self)
    }

    @inline(__always)
    private static func addTwo(
        _ raw: UnsafeRawPointer,
        _ stride: Int,
        _ cells: UnsafePointer<Int64>,
        _ row: Int,
        _ sums: UnsafeMutablePointer<Int64>
    ) {
        let cell = cells[row]
        addWord(load(raw, stride, row), cell, sums)
        addWord(load(raw + 8, stride, row), cell, sums + wordCells)
    }

    @inline(__always)
    private static func addWord(_ word: UInt64, _ cell: Int64, _ sums: UnsafeMutablePointer<Int64>) {
        sums[Int(word & 255)] &+= cell
        sums[256 &+ Int((word &>> 8) & 255)] &+= cell
        sums[512 &+ Int((word &>> 16) & 255)] &+= cell
        sums[768 &+ Int((word &>> 24) & 255)] &+= cell
        sums[1_024 &+ Int((word &>> 32) & 255)] &+= cell
        sums[1_280 &+ Int((word &>> 40) & 255)] &+= cell
        sums[1_536 &+ Int((word &>> 48) & 255)] &+= cell
        sums[1_792 &+ Int(word &>> 56)] &+= cell
    }

    /// Turns a parent's sums into those of one child, given the other's.
    package static func subtract(_ child: UnsafePointer<Int64>, from parent: UnsafeMutablePointer<Int64>, count: Int) {
        for index in 0..<count { parent[index] &-= child[index] }
    }
}
