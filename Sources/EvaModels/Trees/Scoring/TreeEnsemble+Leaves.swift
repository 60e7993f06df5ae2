extension TreeEnsemble {
    /// Weight of the training rows in each leaf of each tree.
    public var coversByTree: [[Double]] {
        trees.map { Array(leafCovers[$0.firstLeaf..<$0.firstLeaf + $0.leaves]) }
    }

    /// How far apart each tree sets its training rows: the standard deviation of its leaf values, in log-odds.
    public var spreads: [Double] {
        trees.map { tree in
            let leaves = tree.firstLeaf..<tree.firstLeaf + tree.leaves
            var (weight, sum) = (0.0, 0.0)
            for leaf in leaves {
                weight += leafCovers[leaf]
                sum += leafCovers[leaf] * leafValues[leaf]
            }
            let mean = sum / weight
            var squares = 0.0
            for leaf in leaves {
                let deviation = leafValues[leaf] - mean
                squares += leafCovers[leaf] * deviation * deviation
            }
            return (squares / weight).squareRoot()
        }
    }

    /// Whether a row's way through each tree asks for one of the features that are marked.
    public func asks(for marked: [Bool], row: [Float]) -> [Bool] {
        precondition(row.count == featureCount && marked.count == featureCount, "\(row.count) values, \(featureCount)")
        return trees.map { tree in
            var next: Int32 = tree.splits > 0 ? 0 : -1
            while next >= 0 {
                let node = nodes[tree.firstNode + Int(next)]
                if marked[Int(node.feature)] { return true }
                next = goesLeft(node, row[Int(node.feature)]) ? node.left : node.right
            }
            return false
        }
    }
}
