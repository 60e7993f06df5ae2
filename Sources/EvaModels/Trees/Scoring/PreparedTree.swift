import CShapley

/// A tree with the shares of its edges, as `ShapleyWalks` takes it.
struct PreparedTree {
    var splits: [eva_split] = []
    var leaves: [(edge: Int32, value: Double)] = []
    /// Edges that splits below name as known, ascending.
    let known: [Int32]
    let nodes: [TreeEnsemble.Node]
    /// Points that integrate the tree's polynomials: 4, or a multiple of 8.
    let points: Int

    /// Keeps 1/z finite in models whose weights of rows span the range of numbers.
    private static let leastShare = 1e-100

    init(_ model: TreeEnsemble, _ tree: TreeEnsemble.Tree) {
        nodes = Array(model.nodes[tree.firstNode..<tree.firstNode + tree.splits])
        let covers = model.nodeCovers(of: tree)
        var shares = [Double](repeating: 1, count: 2 * tree.splits + 1)
        var distinct = [Int](repeating: 0, count: 2 * tree.splits + 1)
        var edgeAbove = [Int32](repeating: 0, count: tree.splits)
        var known: Set<Int32> = []
        for (index, node) in nodes.enumerated() {
            var split = eva_split()
            split.feature = node.feature
            split.above = edgeAbove[index]
            split.known = Self.nearest(split.above, feature: node.feature, splits)
            if split.known > 0 { known.insert(split.known) }
            for (edge, child) in [(2 * index + 1, node.left), (2 * index + 2, node.right)] {
                let leaf = tree.firstLeaf + Int(-1 - child)
                let cover = child >= 0 ? covers[Int(child)] : model.leafCovers[leaf]
                shares[edge] = max(shares[Int(split.known)] * cover / covers[index], Self.leastShare)
                distinct[edge] = distinct[Int(split.above)] + (split.known > 0 ? 0 : 1)
                if child >= 0 {
                    edgeAbove[Int(child)] = Int32(edge)
                } else {
                    leaves.append((Int32(edge), model.leafValues[leaf]))
                }
            }
            split.share = (shares[2 * index + 1], shares[2 * index + 2])
            splits.append(split)
        }
        self.known = known.sorted()
        // The polynomial's degree is one less than the number of features.
        let least = ((distinct.max() ?? 1) + 1) / 2
        points = least <= 4 ? 4 : (least + 7) / 8 * 8
    }

    private static func nearest(_ edge: Int32, feature: Int32, _ splits: [eva_split]) -> Int32 {
        var edge = edge
        while edge > 0 {
            let split = splits[Int(edge - 1) / 2]
            if split.feature == feature { return edge }
            edge = split.above
        }
        return 0
    }
}
