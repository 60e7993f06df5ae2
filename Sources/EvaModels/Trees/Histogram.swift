/// Sums of gradient cells over the rows of a leaf, by lane and byte.
///
/// **Shapes**: [lanes × 256] cells; byte 0 of an unused lane collects everything and is never read.
enum Histogram {
    static let laneCells = 256
    static let wordCells = 8 * 256

    /// Adds the rows given to the cells of the words given.
    static func add(
        _ bytes: UnsafePointer<UInt8>,
        stride: Int,
        _ cells: UnsafePointer<Int64>,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        words: Range<Int>,
        to sums: UnsafeMutablePointer<Int64>
    ) {
        var word = words.lowerBound
        while word < words.upperBound {
            if word + 1 < words.upperBound {
                addTwo(bytes + word * 8, stride, cells, rows, count, sums + word * wordCells)
                word += 2
            } else {
                addOne(bytes + word * 8, stride, cells, rows, count, sums + word * wordCells)
                word += 1
            }
        }
    }

    private static func addOne(
        _ bytes: UnsafePointer<UInt8>,
        _ stride: Int,
        _ cells: UnsafePointer<Int64>,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        _ sums: UnsafeMutablePointer<Int64>
    ) {
        let raw = UnsafeRawPointer(bytes)
        for index in 0..<count {
            let row = Int(rows[index])
            addWord(raw.loadUnaligned(fromByteOffset: row &* stride, as: UInt64.self), cells[row], sums)
        }
    }

    private static func addTwo(
        _ bytes: UnsafePointer<UInt8>,
        _ stride: Int,
        _ cells: UnsafePointer<Int64>,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        _ sums: UnsafeMutablePointer<Int64>
    ) {
        let raw = UnsafeRawPointer(bytes)
        for index in 0..<count {
            let row = Int(rows[index])
            let cell = cells[row]
            addWord(raw.loadUnaligned(fromByteOffset: row &* stride, as: UInt64.self), cell, sums)
            addWord(raw.loadUnaligned(fromByteOffset: row &* stride &+ 8, as: UInt64.self), cell, sums + wordCells)
        }
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
    static func subtract(_ child: UnsafePointer<Int64>, from parent: UnsafeMutablePointer<Int64>, words: Range<Int>) {
        for index in words.lowerBound * wordCells..<words.upperBound * wordCells { parent[index] &-= child[index] }
    }
}
