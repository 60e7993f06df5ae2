/// Tables that find the leaves of sixteen trees at once.
///
/// For each feature and bin a table has, for each tree, the set of leaves that a row with this bin can still reach; the
/// lowest leaf in the intersection over the features is the row's. Leaves are numbered from left to right.
///
/// **Shapes**: `masks` is [blocks × bins of all features] of sixteen sets; `values` [trees × 32].
///
/// **Source**: Lucchese et al. (2015), QuickScorer; the tables by bin follow from the finite number of thresholds.
final class MaskTables: Sendable {
    typealias Masks = SIMD16<UInt32>
    static let mostLeaves = 32
    /// Beyond this size the caches hold too little of the tables.
    private static let mostMasks = 1 << 19

    /// Bins of a feature that some tree splits.
    struct Feature: Sendable {
        let index: Int
        /// Thresholds of all trees, ascending, filled up with infinity to one less than a power of two; empty for
        /// categories, whose bins are their codes.
        let thresholds: [Float]
        /// Number of bins; the last is of missing values.
        let bins: Int
        /// Bins of the features before.
        let first: Int
    }

    let features: [Feature]
    let trees: Int
    private let values: [Double]
    private let masks: [Masks]
    /// Positions in `features` that the trees of each block split.
    private let featuresOfBlock: [[Int]]
    private let binCount: Int

    /// `nil` where the trees have too many leaves or the tables would be too large.
    init?(_ model: TreeEnsemble) {
        guard !model.trees.isEmpty, model.trees.allSatisfy({ $0.leaves <= MaskTables.mostLeaves }) else { return nil }
        features = MaskTables.features(model)
        trees = model.trees.count
        binCount = features.last.map { $0.first + $0.bins } ?? 0
        let blocks = (trees + 15) / 16
        guard blocks * binCount <= MaskTables.mostMasks else { return nil }
        var values = [Double](repeating: 0, count: blocks * 16 * MaskTables.mostLeaves)
        var masks = [Masks](repeating: Masks(repeating: .max), count: blocks * binCount)
        var used = [Set<Int>](repeating: [], count: blocks)
        let place = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1.index, $0) })
        for (number, tree) in model.trees.enumerated() {
            let order = LeafOrder(model, tree)
            for (rank, leaf) in order.leaves.enumerated() {
                values[number * MaskTables.mostLeaves + rank] = model.leafValues[tree.firstLeaf + leaf]
            }
            for index in 0..<tree.splits {
                let node = model.nodes[tree.firstNode + index]
                guard let feature = place[Int(node.feature)] else { continue }
                used[number / 16].insert(feature)
                let start = number / 16 * binCount + features[feature].first
                for bin in 0..<features[feature].bins where !MaskTables.goesLeft(model, node, features[feature], bin) {
                    masks[start + bin][number % 16] &= ~order.leftLeaves[index]
                }
            }
        }
        self.values = values
        self.masks = masks
        featuresOfBlock = used.map { $0.sorted() }
    }

    private static func features(_ model: TreeEnsemble) -> [Feature] {
        var thresholds: [Int: Set<Float>] = [:]
        var words: [Int: Int] = [:]
        for node in model.nodes {
            let feature = Int(node.feature)
            if node.words == 0 {
                thresholds[feature, default: []].insert(node.threshold)
            } else {
                words[feature] = max(words[feature] ?? 0, Int(node.words))
            }
        }
        var features: [Feature] = []
        for index in Set(thresholds.keys).union(words.keys).sorted() {
            let first = features.last.map { $0.first + $0.bins } ?? 0
            if let words = words[index] {
                features.append(Feature(index: index, thresholds: [], bins: words * 64 + 1, first: first))
            } else {
                let sorted = (thresholds[index] ?? []).sorted()
                var size = 2
                while size - 1 < sorted.count { size *= 2 }
                let padded = sorted + [Float](repeating: .infinity, count: size - 1 - sorted.count)
                features.append(Feature(index: index, thresholds: padded, bins: sorted.count + 2, first: first))
            }
        }
        return features
    }

    /// Whether rows of a bin go left: the bin's own value decides, as it would in the tree.
    private static func goesLeft(_ model: TreeEnsemble, _ node: TreeEnsemble.Node, _ feature: Feature, _ bin: Int)
        -> Bool
    {
        if bin == feature.bins - 1 { return model.goesLeft(node, .nan) }
        if feature.thresholds.isEmpty { return model.goesLeft(node, Float(bin)) }
        return bin < feature.bins - 2 && feature.thresholds[bin] <= node.threshold
    }

    /// Bin of a raw value.
    @inline(__always)
    private static func bin(_ feature: Feature, _ value: Float) -> Int {
        guard !feature.thresholds.isEmpty else {
            return value >= 0 && value < Float(feature.bins - 1) ? Int(value) : feature.bins - 1
        }
        if value.isNaN { return feature.bins - 1 }
        return feature.thresholds.withUnsafeBufferPointer { thresholds in
            var bin = 0
            var step = (thresholds.count + 1) / 2
            while step > 0 {
                bin &+= (thresholds[bin &+ step &- 1] < value ? 1 : 0) &* step
                step /= 2
            }
            return bin
        }
    }

    /// Adds the values of all trees, in their order, to the scores of rows; `values` is [rows × stride].
    func add(
        _ raw: UnsafePointer<Float>,
        stride: Int,
        rows: Int,
        to scores: UnsafeMutablePointer<Double>
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, rows * features.count)) { bins in
            guard let bins = bins.baseAddress else { return }
            for (position, feature) in features.enumerated() {
                for row in 0..<rows {
                    let bin = feature.first + MaskTables.bin(feature, raw[row * stride + feature.index])
                    (bins + row * features.count + position).initialize(to: Int32(truncatingIfNeeded: bin))
                }
            }
            masks.withUnsafeBufferPointer { masks in
                values.withUnsafeBufferPointer { values in
                    for (block, used) in featuresOfBlock.enumerated() {
                        guard let masks = masks.baseAddress, let values = values.baseAddress else { return }
                        let lanes = min(16, trees - block * 16)
                        used.withUnsafeBufferPointer { used in
                            for row in 0..<rows {
                                let reached = MaskTables.intersect(
                                    masks + block * binCount,
                                    bins + row * features.count,
                                    used
                                )
                                MaskTables.add(
                                    values + block * 16 * MaskTables.mostLeaves,
                                    reached,
                                    lanes,
                                    to: &scores[row]
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func intersect(
        _ masks: UnsafePointer<Masks>,
        _ bins: UnsafePointer<Int32>,
        _ used: UnsafeBufferPointer<Int>
    ) -> Masks {
        var reached = Masks(repeating: .max)
        for position in used { reached &= masks[Int(bins[position])] }
        return reached
    }

    @inline(__always)
    private static func add(
        _ values: UnsafePointer<Double>,
        _ reached: Masks,
        _ lanes: Int,
        to score: inout Double
    ) {
        var sum = score
        withUnsafeBytes(of: reached) { sets in
            for lane in 0..<lanes {
                let leaf = sets.load(fromByteOffset: lane &* 4, as: UInt32.self).trailingZeroBitCount
                sum += values[lane &* mostLeaves &+ leaf]
            }
        }
        score = sum
    }
}

/// The leaves of a tree from left to right.
private struct LeafOrder {
    var leaves: [Int] = []
    /// Set of the leaves on the left of each node, by their place from the left.
    var leftLeaves: [UInt32]

    init(_ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) {
        leftLeaves = [UInt32](repeating: 0, count: tree.splits)
        _ = visit(tree.splits > 0 ? 0 : -1, model, tree)
    }

    /// Set of the leaves below.
    private mutating func visit(_ child: Int32, _ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) -> UInt32 {
        guard child >= 0 else {
            leaves.append(Int(-1 - child))
            return 1 << UInt32(leaves.count - 1)
        }
        let node = model.nodes[tree.firstNode + Int(child)]
        let left = visit(node.left, model, tree)
        leftLeaves[Int(child)] = left
        return left | visit(node.right, model, tree)
    }
}
