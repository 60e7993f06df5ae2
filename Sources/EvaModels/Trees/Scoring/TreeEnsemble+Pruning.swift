extension TreeEnsemble {
    /// The trees that ask for some of `columns`, cut back to what those columns' contributions come from: their splits, all
    /// that is below these, and the ways there.
    ///
    /// **Postcondition**: the contributions of `columns` are those of all trees, to rounding; all else that the pruned
    /// trees say means nothing.
    package func pruned(to columns: Set<Int>) -> TreeEnsemble {
        var pruned = TreeEnsemble(featureCount: featureCount, base: 0)
        pruned.categoryWords = categoryWords
        for tree in trees {
            let kept = kept(of: tree, asking: columns)
            if kept.contains(true) { pruned.append(tree, of: self, keeping: kept) }
        }
        return pruned
    }

    /// Which of a tree's splits are columns', below one, or above one; children come after their parents.
    private func kept(of tree: Tree, asking columns: Set<Int>) -> [Bool] {
        let splits = nodes[tree.firstNode..<tree.firstNode + tree.splits]
        let asks = splits.map { columns.contains(Int($0.feature)) }
        var (isBelow, leads) = (asks, asks)
        for (index, split) in splits.enumerated() where isBelow[index] {
            for child in [split.left, split.right] where child >= 0 { isBelow[Int(child)] = true }
        }
        for (index, split) in splits.enumerated().reversed() {
            for child in [split.left, split.right] where child >= 0 && leads[Int(child)] { leads[index] = true }
        }
        return zip(isBelow, leads).map { $0 || $1 }
    }

    /// Appends the splits that are kept; what is cut off becomes a leaf of no value.
    private mutating func append(_ tree: Tree, of whole: TreeEnsemble, keeping kept: [Bool]) {
        let covers = whole.nodeCovers(of: tree)
        var numbers = [Int32](repeating: 0, count: tree.splits)
        var count: Int32 = 0
        for index in kept.indices where kept[index] {
            numbers[index] = count
            count += 1
        }
        var made = Tree(firstNode: nodes.count, firstLeaf: leafValues.count, leaves: 0)
        func place(_ child: Int32, in ensemble: inout TreeEnsemble) -> Int32 {
            if child >= 0, kept[Int(child)] { return numbers[Int(child)] }
            let leaf = tree.firstLeaf + Int(-1 - child)
            ensemble.leafValues.append(child >= 0 ? 0 : whole.leafValues[leaf])
            ensemble.leafCovers.append(child >= 0 ? covers[Int(child)] : whole.leafCovers[leaf])
            made.leaves += 1
            return Int32(-made.leaves)
        }
        for index in kept.indices where kept[index] {
            var node = whole.nodes[tree.firstNode + index]
            node.left = place(node.left, in: &self)
            node.right = place(node.right, in: &self)
            nodes.append(node)
        }
        trees.append(made)
    }

    /// Number of splits.
    package var splitCount: Int { nodes.count }
}
