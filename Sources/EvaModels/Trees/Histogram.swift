import CPrefetch

/// Sums of gradient cells over the rows of a leaf, by lane and byte.
///
/// **Shapes**: [lanes × 256] cells; byte 0 of an unused lane collects everything and is never read.
package enum Histogram {
    package static let laneCells = 256
    package static let wordCells = 8 * 256
    /// Rows between the one that is added and the one that is fetched.
    private static let ahead = 24

    /// Adds rows to the cells of one or two words; `bytes` is the first word's byte of row 0, `stride` lies between rows.
    package static func add(
        _ bytes: UnsafePointer<UInt8>,
        stride: Int,
        words: Int,
        _ cells: UnsafePointer<Int64>,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        to sums: UnsafeMutablePointer<Int64>
    ) {
        let raw = UnsafeRawPointer(bytes)
        let fetched = max(0, count &- ahead)
        if words == 2 {
            for index in 0..<fetched {
                fetch(raw, stride, cells, Int(rows[index &+ ahead]))
                addTwo(raw, stride, cells, Int(rows[index]), sums)
            }
            for index in fetched..<count { addTwo(raw, stride, cells, Int(rows[index]), sums) }
        } else {
            for index in 0..<fetched {
                fetch(raw, stride, cells, Int(rows[index &+ ahead]))
                addOne(raw, stride, cells, Int(rows[index]), sums)
            }
            for index in fetched..<count { addOne(raw, stride, cells, Int(rows[index]), sums) }
        }
    }

    @inline(__always)
    private static func fetch(_ raw: UnsafeRawPointer, _ stride: Int, _ cells: UnsafePointer<Int64>, _ row: Int) {
        eva_prefetch(raw + row &* stride)
        eva_prefetch(cells + row)
    }

    @inline(__always)
    private static func load(_ raw: UnsafeRawPointer, _ stride: Int, _ row: Int) -> UInt64 {
        raw.loadUnaligned(fromByteOffset: row &* stride, as: UInt64.self)
    }

    @inline(__always)
    private static func addOne(
        _ raw: UnsafeRawPointer,
        _ stride: Int,
        _ cells: UnsafePointer<Int64>,
        _ row: Int,
        _ sums: UnsafeMutablePointer<Int64>
    ) {
        addWord(load(raw, stride, row), cells[row], sums)
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

    /// Adds the sums over some rows to those over others.
    package static func add(_ part: UnsafePointer<Int64>, to sums: UnsafeMutablePointer<Int64>, count: Int) {
        for index in 0..<count { sums[index] &+= part[index] }
    }

    /// Turns a parent's sums into those of one child, given the other's.
    package static func subtract(_ child: UnsafePointer<Int64>, from parent: UnsafeMutablePointer<Int64>, count: Int) {
        for index in 0..<count { parent[index] &-= child[index] }
    }
}
