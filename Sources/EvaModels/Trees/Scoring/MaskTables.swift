/// Tables that find the leaves of sixteen trees at once, of eight where a tree has more than 32 leaves.
///
/// For each feature and bin a table has, for each tree, the set of leaves that a row with this bin can still reach; the
/// lowest leaf in the intersection over the features is the row's. Leaves are numbered from left to right.
///
/// **Shapes**: `masks` is [blocks × bins of all features] of the sets of a block's trees, `setBits` each; `values`
/// [trees × `setBits`].
///
/// **Source**: Lucchese et al. (2015), QuickScorer; the tables by bin follow from the finite number of thresholds.
final class MaskTables: Sendable {
    /// The sets of a block's trees, one after the other.
    typealias Masks = SIMD8<UInt64>
    /// Beyond this size the caches hold too little of the tables.
    private static let mostMasks = 1 << 19

    private let bins: RawBins
    private let trees: Int
    private let setBits: Int
    private let values: [Double]
    private let masks: [Masks]
    /// Positions in `bins.features` that the trees of each block split, block after block.
    private let used: [Int32]
    /// Where each block's positions begin in `used`; ends with where the last ones end.
    private let usedStarts: [Int]

    private var blockTrees: Int { 512 / setBits }

    /// `nil` where a tree has more than 64 leaves or the tables would be too large.
    init?(_ model: TreeEnsemble) {
        let mostLeaves = model.trees.reduce(0) { max($0, $1.leaves) }
        guard (1...64).contains(mostLeaves) else { return nil }
        let bins = RawBins(model)
        let setBits = mostLeaves <= 32 ? 32 : 64
        let blockTrees = 512 / setBits
        let blocks = (model.trees.count + blockTrees - 1) / blockTrees
        guard blocks * bins.count <= MaskTables.mostMasks else { return nil }
        var values = [Double](repeating: 0, count: blocks * 512)
        var masks = [Masks](repeating: Masks(repeating: .max), count: blocks * bins.count)
        var used = [Set<Int32>](repeating: [], count: blocks)
        let place = Dictionary(uniqueKeysWithValues: bins.features.enumerated().map { ($1.index, $0) })
        for (number, tree) in model.trees.enumerated() {
            let order = LeafOrder(model, tree)
            for (rank, leaf) in order.leaves.enumerated() {
                values[number * setBits + rank] = model.leafValues[tree.firstLeaf + leaf]
            }
            let (block, bit) = (number / blockTrees, number % blockTrees * setBits)
            for index in 0..<tree.splits {
                let node = model.nodes[tree.firstNode + index]
                guard let position = place[Int(node.feature)] else { continue }
                let feature = bins.features[position]
                used[block].insert(Int32(position))
                let start = block * bins.count + feature.first
                for bin in 0..<feature.bins where !bins.goesLeft(model, node, position, bin) {
                    masks[start + bin][bit / 64] &= ~(order.leftLeaves[index] << UInt64(bit % 64))
                }
            }
        }
        self.bins = bins
        self.setBits = setBits
        self.values = values
        self.masks = masks
        trees = model.trees.count
        self.used = used.flatMap { $0.sorted() }
        usedStarts = used.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// Adds the values of all trees, in their order, to the scores of rows; `raw` is [rows × stride].
    func add(
        _ raw: UnsafePointer<Float>,
        stride: Int,
        rows: Int,
        to scores: UnsafeMutablePointer<Double>
    ) {
        let width = bins.features.count
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, rows * width)) { binned in
            guard let binned = binned.baseAddress else { return }
            bins.write(raw, stride: stride, rows: rows, to: binned)
            values.withUnsafeBufferPointer { values in
                guard let values = values.baseAddress else { return }
                forEachBlock { block, table, used in
                    let lanes = min(blockTrees, trees - block * blockTrees)
                    for row in 0..<rows {
                        let reached = MaskTables.intersect(table, binned + row * width, used)
                        if setBits == 32 {
                            MaskTables.add(values + block * 512, reached, UInt32.self, lanes, to: &scores[row])
                        } else {
                            MaskTables.add(values + block * 512, reached, UInt64.self, lanes, to: &scores[row])
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with each block of trees, its masks and the positions that its trees split.
    @inline(__always)
    private func forEachBlock(_ body: (Int, UnsafePointer<Masks>, UnsafeBufferPointer<Int32>) -> Void) {
        masks.withUnsafeBufferPointer { masks in
            used.withUnsafeBufferPointer { used in
                guard let masks = masks.baseAddress else { return }
                for block in 0..<usedStarts.count - 1 {
                    let positions = UnsafeBufferPointer(rebasing: used[usedStarts[block]..<usedStarts[block + 1]])
                    body(block, masks + block * bins.count, positions)
                }
            }
        }
    }

    @inline(__always)
    private static func intersect(
        _ masks: UnsafePointer<Masks>,
        _ bins: UnsafePointer<Int32>,
        _ used: UnsafeBufferPointer<Int32>
    ) -> Masks {
        var reached = Masks(repeating: .max)
        for position in used { reached &= masks[Int(bins[Int(position)])] }
        return reached
    }

    @inline(__always)
    private static func add<Leaves: FixedWidthInteger>(
        _ values: UnsafePointer<Double>,
        _ reached: Masks,
        _: Leaves.Type,
        _ lanes: Int,
        to score: inout Double
    ) {
        var sum = score
        withUnsafeBytes(of: reached) { sets in
            for lane in 0..<lanes {
                let set = sets.load(fromByteOffset: lane &* MemoryLayout<Leaves>.size, as: Leaves.self)
                sum += values[lane &* Leaves.bitWidth &+ set.trailingZeroBitCount]
            }
        }
        score = sum
    }
}

/// The leaves of a tree from left to right.
private struct LeafOrder {
    var leaves: [Int] = []
    /// Set of the leaves on the left of each node, by their place from the left.
    var leftLeaves: [UInt64]

    init(_ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) {
        leftLeaves = [UInt64](repeating: 0, count: tree.splits)
        _ = visit(tree.splits > 0 ? 0 : -1, model, tree)
    }

    /// Set of the leaves below.
    private mutating func visit(_ child: Int32, _ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) -> UInt64 {
        guard child >= 0 else {
            leaves.append(Int(-1 - child))
            return 1 << UInt64(leaves.count - 1)
        }
        let node = model.nodes[tree.firstNode + Int(child)]
        let left = visit(node.left, model, tree)
        leftLeaves[Int(child)] = left
        return left | visit(node.right, model, tree)
    }
}
