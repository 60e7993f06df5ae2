/// What each feature adds to the expected score where nothing else of a case is known: a quick guess at its contribution.
///
/// **Shapes**: a feature's table has a value for each stretch between the thresholds that some tree has, or for each code,
/// and one for a missing value.
package struct MainEffects: Sendable {
    private struct Table {
        /// Ascending; empty for codes.
        var thresholds: [Float] = []
        /// Of the stretches up to each threshold and beyond the last, or of the codes and beyond the last.
        var values: [Double] = []
        var ofMissing = 0.0
        var isCategory = false
    }

    private var tables: [Int: Table] = [:]

    /// Tells the effects of all features that some tree asks for.
    package init(_ model: TreeEnsemble) {
        for node in model.nodes {
            let feature = Int(node.feature)
            tables[feature, default: Table()].isCategory = node.words > 0
            if node.words == 0 {
                tables[feature]?.thresholds.append(node.threshold)
            } else {
                let codes = max(tables[feature]?.values.count ?? 0, Int(node.words) * 64 + 1)
                tables[feature]?.values = [Double](repeating: 0, count: codes)
            }
        }
        for (feature, table) in tables where !table.isCategory {
            let thresholds = Set(table.thresholds).sorted()
            tables[feature]?.thresholds = thresholds
            tables[feature]?.values = [Double](repeating: 0, count: thresholds.count + 1)
        }
        for tree in model.trees { add(tree, of: model) }
    }

    private mutating func add(_ tree: TreeEnsemble.Tree, of model: TreeEnsemble) {
        let covers = model.nodeCovers(of: tree)
        let splits = model.nodes[tree.firstNode..<tree.firstNode + tree.splits]
        let mean = model.expectation(of: tree, covers, where: -1, is: .nan)
        for (feature, nodes) in Dictionary(grouping: splits, by: { Int($0.feature) }) {
            func effect(_ value: Float) -> Double {
                model.expectation(of: tree, covers, where: feature, is: value) - mean
            }
            guard var table = tables[feature] else { continue }
            if table.isCategory {
                for code in table.values.indices { table.values[code] += effect(Float(code)) }
            } else {
                let own = Set(nodes.map(\.threshold)).sorted()
                let effects = (own + [.infinity]).map(effect)
                var stretch = 0
                for place in table.values.indices {
                    let end = place < table.thresholds.count ? table.thresholds[place] : .infinity
                    while stretch < own.count, own[stretch] < end { stretch += 1 }
                    table.values[place] += effects[stretch]
                }
            }
            table.ofMissing += effect(.nan)
            tables[feature] = table
        }
    }

    /// Effect of a feature's raw value.
    package func effect(of feature: Int, _ value: Float) -> Double {
        guard let table = tables[feature] else { return 0 }
        if value.isNaN { return table.ofMissing }
        if table.isCategory {
            let beyond = table.values.count - 1
            return table.values[value >= 0 && value < Float(beyond) ? Int(value) : beyond]
        }
        var (low, high) = (0, table.thresholds.count)
        while low < high {
            let middle = (low + high) / 2
            if table.thresholds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return table.values[low]
    }
}

extension TreeEnsemble {
    /// Mean value of a tree over its training rows as far as a split of `feature` does not say where to go.
    fileprivate func expectation(of tree: Tree, _ covers: [Double], where feature: Int, is value: Float) -> Double {
        guard tree.splits > 0 else { return leafValues[tree.firstLeaf] }
        var means = [Double](repeating: 0, count: tree.splits)
        func part(_ child: Int32) -> (mean: Double, cover: Double) {
            if child >= 0 { return (means[Int(child)], covers[Int(child)]) }
            let leaf = tree.firstLeaf + Int(-1 - child)
            return (leafValues[leaf], leafCovers[leaf])
        }
        for index in means.indices.reversed() {
            let node = nodes[tree.firstNode + index]
            let (left, right) = (part(node.left), part(node.right))
            if Int(node.feature) == feature {
                means[index] = goesLeft(node, value) ? left.mean : right.mean
            } else {
                means[index] = (left.mean * left.cover + right.mean * right.cover) / covers[index]
            }
        }
        return means[0]
    }
}
