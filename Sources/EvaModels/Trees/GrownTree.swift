/// A tree in terms of bins, as it was grown.
struct GrownTree {
    struct Node {
        let split: SplitCandidate
        let missingGoesLeft: Bool
        /// A node, or -1 − leaf.
        var left: Int32
        var right: Int32
    }

    struct Leaf {
        let l2: Double
        let lowest: Double
        let highest: Double
    }

    private(set) var nodes: [Node] = []
    var leaves: [Leaf] = []
    /// Where a leaf hangs.
    private var parents: [(node: Int, isLeft: Bool)?] = [nil]

    /// Replaces a leaf by a node; its left child keeps the number, its right child is the leaf `other`.
    mutating func add(split: SplitCandidate, ofLeaf leaf: Int, to other: Int, missingGoesLeft: Bool) {
        let node = nodes.count
        nodes.append(
            Node(split: split, missingGoesLeft: missingGoesLeft, left: Int32(-1 - leaf), right: Int32(-1 - other))
        )
        if let parent = parents[leaf] {
            if parent.isLeft { nodes[parent.node].left = Int32(node) } else { nodes[parent.node].right = Int32(node) }
        }
        parents[leaf] = (node, true)
        parents.append((node, false))
    }
}

extension SplitRoute {
    /// The route of a split on a feature.
    init(_ split: SplitCandidate, _ bins: FeatureBins) {
        lane = bins.lane
        var table = [UInt8](repeating: 0, count: bins.lanes * 256)
        switch bins.kind {
        case .numeric(let bounds, _):
            for bin in 0...split.bin { table[bin] = 1 }
            table[bounds.count + 1] = split.missingGoesLeft ? 1 : 0
        case .categorical:
            for bin in split.categories { table[(bin - 1) / 255 * 256 + (bin - 1) % 255 + 1] = 1 }
        }
        let states = bins.kind.states
        goesLeft = bins.place.isPacked ? (0..<256).map { table[$0 / bins.place.step % states] } : table
    }
}
