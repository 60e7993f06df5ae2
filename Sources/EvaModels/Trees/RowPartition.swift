import EvaNumerics

/// Which rows lie in which leaf: the rows of a leaf are a stretch of `order`, ascending.
final class RowPartition {
    private static let blockRows = 16_384

    let matrix: BinnedMatrix
    let order: Buffer<UInt32>
    private let scratch: Buffer<UInt32>
    private let counts: Buffer<Int>
    /// Stretch of each leaf.
    private(set) var leaves: [Range<Int>] = []

    init(_ matrix: BinnedMatrix) {
        self.matrix = matrix
        order = Buffer(repeating: 0, matrix.rows)
        scratch = Buffer(repeating: 0, matrix.rows)
        counts = Buffer(repeating: 0, matrix.rows / RowPartition.blockRows + 1)
    }

    /// Puts all rows into one leaf.
    func reset(pool: WorkerPool) {
        let (order, rows) = (order.shared, matrix.rows)
        pool.run((rows + RowPartition.blockRows - 1) / RowPartition.blockRows) { block in
            for row in block * RowPartition.blockRows..<min(rows, (block + 1) * RowPartition.blockRows) {
                order.base[row] = UInt32(truncatingIfNeeded: row)
            }
        }
        leaves = [0..<rows]
    }

    /// Puts a share of the rows, drawn by a hash of each, into one leaf, and all other rows into one leaf of `others`.
    func reset(share: Double, seed: UInt64, others: RowPartition, pool: WorkerPool) {
        let limit = UInt64(share * 0x1p53)
        let (rows, isIn, isOut, counts) = (matrix.rows, order.shared, others.order.shared, counts.shared)
        let blocks = (rows + RowPartition.blockRows - 1) / RowPartition.blockRows
        pool.run(blocks) { block in
            let start = block * RowPartition.blockRows
            var (inCount, outCount) = (0, 0)
            for row in start..<min(rows, start + RowPartition.blockRows) {
                let drawn = SeededHash.value(seed: seed, UInt64(row)) >> 11 < limit ? 1 : 0
                isIn.base[start + inCount] = UInt32(truncatingIfNeeded: row)
                isOut.base[start + outCount] = UInt32(truncatingIfNeeded: row)
                inCount &+= drawn
                outCount &+= 1 &- drawn
            }
            counts.base[block] = inCount
        }
        var (ins, outs) = (0, 0)
        for block in 0..<blocks {
            let start = block * RowPartition.blockRows
            let inCount = self.counts.base[block]
            let outCount = min(rows, start + RowPartition.blockRows) - start - inCount
            (isIn.base + ins).update(from: isIn.base + start, count: inCount)
            (isOut.base + outs).update(from: isOut.base + start, count: outCount)
            ins += inCount
            outs += outCount
        }
        leaves = [0..<ins]
        others.leaves = [0..<outs]
    }

    /// Moves the rows of `leaf` that go right to a new, last leaf.
    func split(leaf: Int, by route: SplitRoute, pool: WorkerPool) {
        let range = leaves[leaf]
        let onLeft =
            range.count > RowPartition.blockRows
            ? splitBlocks(range, route, pool)
            : splitSerially(range, route)
        leaves[leaf] = range.lowerBound..<range.lowerBound + onLeft
        leaves.append(range.lowerBound + onLeft..<range.upperBound)
    }

    /// Undoes the last split, which was of `leaf`.
    func unsplit(leaf: Int) {
        guard let right = leaves.popLast() else { return }
        let left = leaves[leaf]
        scratch.base.update(from: order.base + left.lowerBound, count: left.count)
        var (fromLeft, fromRight) = (0, right.lowerBound)
        for place in left.lowerBound..<right.upperBound {
            if fromRight == right.upperBound
                || (fromLeft < left.count && scratch.base[fromLeft] < order.base[fromRight])
            {
                order.base[place] = scratch.base[fromLeft]
                fromLeft += 1
            } else {
                order.base[place] = order.base[fromRight]
                fromRight += 1
            }
        }
        leaves[leaf] = left.lowerBound..<right.upperBound
    }

    private func splitSerially(_ range: Range<Int>, _ route: SplitRoute) -> Int {
        let rows = order.base + range.lowerBound
        let onLeft = matrix.columnMajor.withUnsafeBufferPointer {
            route.partition($0, matrix.rows, rows, range.count, left: rows, right: scratch.base)
        }
        (rows + onLeft).update(from: scratch.base, count: range.count - onLeft)
        return onLeft
    }

    private func splitBlocks(_ range: Range<Int>, _ route: SplitRoute, _ pool: WorkerPool) -> Int {
        let blocks = (range.count + RowPartition.blockRows - 1) / RowPartition.blockRows
        let (order, scratch, counts) = (order.shared, scratch.shared, counts.shared)
        let matrix = matrix
        @Sendable func stretch(_ block: Int) -> Range<Int> {
            let start = range.lowerBound + block * RowPartition.blockRows
            return start..<min(range.upperBound, start + RowPartition.blockRows)
        }
        pool.run(blocks) { block in
            let rows = stretch(block)
            counts.base[block] = matrix.columnMajor.withUnsafeBufferPointer {
                route.partition(
                    $0,
                    matrix.rows,
                    order.base + rows.lowerBound,
                    rows.count,
                    left: order.base + rows.lowerBound,
                    right: scratch.base + rows.lowerBound
                )
            }
        }
        var onLeft = 0
        for block in 0..<blocks { onLeft += self.counts.base[block] }
        // The left rows move towards the front within `order`, one block after the other; the right rows are apart.
        var left = range.lowerBound
        for block in 0..<blocks {
            let rows = stretch(block)
            let count = self.counts.base[block]
            if left != rows.lowerBound { (order.base + left).update(from: order.base + rows.lowerBound, count: count) }
            left += count
        }
        var right = left
        for block in 0..<blocks {
            let rows = stretch(block)
            let count = rows.count - self.counts.base[block]
            (order.base + right).update(from: scratch.base + rows.lowerBound, count: count)
            right += count
        }
        return onLeft
    }
}

/// Which bytes of a feature's lanes go left.
struct SplitRoute: Sendable {
    /// First lane of the feature.
    let lane: Int
    /// 256 entries a lane, 1 for left.
    let goesLeft: [UInt8]

    /// Splits rows stably and returns how many went left; `left` may be `rows` itself.
    func partition(
        _ columns: UnsafeBufferPointer<UInt8>,
        _ stride: Int,
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        left: UnsafeMutablePointer<UInt32>,
        right: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let base = columns.baseAddress, count > 0 else { return 0 }
        return goesLeft.withUnsafeBufferPointer { table in
            guard let table = table.baseAddress else { return 0 }
            let column = base + lane * stride
            var (onLeft, onRight) = (0, 0)
            if goesLeft.count == 256 {
                for index in 0..<count {
                    let row = rows[index]
                    let isLeft = Int(table[Int(column[Int(row)])])
                    left[onLeft] = row
                    right[onRight] = row
                    onLeft &+= isLeft
                    onRight &+= 1 &- isLeft
                }
            } else {
                let lanes = goesLeft.count / 256
                for index in 0..<count {
                    let row = rows[index]
                    var isLeft = 0
                    for lane in 0..<lanes { isLeft |= Int(table[lane * 256 + Int(column[lane * stride + Int(row)])]) }
                    left[onLeft] = row
                    right[onRight] = row
                    onLeft &+= isLeft
                    onRight &+= 1 &- isLeft
                }
            }
            return onLeft
        }
    }
}
