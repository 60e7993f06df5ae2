extension TreeEnsemble {
    /// Exact path-dependent TreeSHAP values: what each feature adds to the score of a row, over the mean score of the
    /// training rows.
    ///
    /// **Formula**: Shapley values of the game whose payoff for a set of known features is the expected score, unknown
    /// features sending a row both ways in proportion to the weight of the training rows there.
    ///
    /// **Postcondition**: base plus values is the score, to 1e-9.
    ///
    /// **Complexity**: leaves × depth² a tree.
    ///
    /// **Source**: Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles,
    /// algorithm 2.
    public func contributions(row: [Float]) -> (base: Double, values: [Double]) {
        precondition(row.count == featureCount, "\(row.count) values for \(featureCount)")
        var values = [Double](repeating: 0, count: featureCount)
        var expected = base
        for tree in trees {
            let covers = nodeCovers(of: tree)
            expected += expectation(of: tree)
            guard tree.splits > 0 else { continue }
            var walk = ShapleyWalk(ensemble: self, tree: tree, covers: covers, row: row)
            walk.run(&values)
        }
        return (expected, values)
    }

    /// Mean value of a tree over its training rows.
    private func expectation(of tree: Tree) -> Double {
        var sum = 0.0
        var weight = 0.0
        for leaf in tree.firstLeaf..<tree.firstLeaf + tree.leaves {
            sum += leafValues[leaf] * leafCovers[leaf]
            weight += leafCovers[leaf]
        }
        return sum / weight
    }

    /// Weight of the training rows in each node; children come after their parents.
    private func nodeCovers(of tree: Tree) -> [Double] {
        var covers = [Double](repeating: 0, count: tree.splits)
        func cover(_ child: Int32) -> Double {
            child >= 0 ? covers[Int(child)] : leafCovers[tree.firstLeaf + Int(-1 - child)]
        }
        for node in stride(from: tree.splits - 1, through: 0, by: -1) {
            let split = nodes[tree.firstNode + node]
            covers[node] = cover(split.left) + cover(split.right)
        }
        return covers
    }
}

/// The walk through a tree that keeps, for the features of the path, the shares of subsets of every size.
private struct ShapleyWalk {
    /// A feature of the path.
    struct Step {
        var feature: Int32
        /// Share of the training rows that follows the path when the feature is unknown.
        var zero: Double
        /// 1 where the row itself follows the path.
        var one: Double
        /// Share of the subsets of this many known features.
        var weight: Double
    }

    let ensemble: TreeEnsemble
    let tree: TreeEnsemble.Tree
    let covers: [Double]
    let row: [Float]

    mutating func run(_ values: inout [Double]) {
        visit(0, [], zero: 1, one: 1, feature: -1, &values)
    }

    private func visit(
        _ child: Int32,
        _ above: [Step],
        zero: Double,
        one: Double,
        feature: Int32,
        _ values: inout [Double]
    ) {
        var path = above
        ShapleyWalk.extend(&path, zero: zero, one: one, feature: feature)
        guard child >= 0 else {
            let value = ensemble.leafValues[tree.firstLeaf + Int(-1 - child)]
            for index in path.indices.dropFirst() {
                let share = ShapleyWalk.unwoundSum(path, index)
                values[Int(path[index].feature)] += share * (path[index].one - path[index].zero) * value
            }
            return
        }
        let node = ensemble.nodes[tree.firstNode + Int(child)]
        let goesLeft = ensemble.goesLeft(node, row[Int(node.feature)])
        var (hotZero, hotOne) = (1.0, 1.0)
        if let known = path.dropFirst().firstIndex(where: { $0.feature == node.feature }) {
            (hotZero, hotOne) = (path[known].zero, path[known].one)
            ShapleyWalk.unwind(&path, known)
        }
        let own = covers[Int(child)]
        for (next, isHot) in [(node.left, goesLeft), (node.right, !goesLeft)] {
            visit(
                next,
                path,
                zero: hotZero * cover(next) / own,
                one: isHot ? hotOne : 0,
                feature: node.feature,
                &values
            )
        }
    }

    private func cover(_ child: Int32) -> Double {
        child >= 0 ? covers[Int(child)] : ensemble.leafCovers[tree.firstLeaf + Int(-1 - child)]
    }

    private static func extend(_ path: inout [Step], zero: Double, one: Double, feature: Int32) {
        let depth = path.count
        path.append(Step(feature: feature, zero: zero, one: one, weight: depth == 0 ? 1 : 0))
        for index in stride(from: depth - 1, through: 0, by: -1) {
            path[index + 1].weight += one * path[index].weight * Double(index + 1) / Double(depth + 1)
            path[index].weight *= zero * Double(depth - index) / Double(depth + 1)
        }
    }

    /// Takes a feature out of the path again.
    private static func unwind(_ path: inout [Step], _ place: Int) {
        let depth = path.count - 1
        let (one, zero) = (path[place].one, path[place].zero)
        var next = path[depth].weight
        for index in stride(from: depth - 1, through: 0, by: -1) {
            if one != 0 {
                let old = path[index].weight
                path[index].weight = next * Double(depth + 1) / (Double(index + 1) * one)
                next = old - path[index].weight * zero * Double(depth - index) / Double(depth + 1)
            } else {
                path[index].weight = path[index].weight * Double(depth + 1) / (zero * Double(depth - index))
            }
        }
        for index in place..<depth {
            path[index].feature = path[index + 1].feature
            path[index].zero = path[index + 1].zero
            path[index].one = path[index + 1].one
        }
        path.removeLast()
    }

    /// Sum of the weights that `unwind` would leave.
    private static func unwoundSum(_ path: [Step], _ place: Int) -> Double {
        let depth = path.count - 1
        let (one, zero) = (path[place].one, path[place].zero)
        var total = 0.0
        if one != 0 {
            var next = path[depth].weight
            for index in stride(from: depth - 1, through: 0, by: -1) {
                let part = next / (Double(index + 1) * one)
                total += part
                next = path[index].weight - part * zero * Double(depth - index)
            }
        } else {
            for index in 0..<depth { total += path[index].weight / (zero * Double(depth - index)) }
        }
        return total * Double(depth + 1)
    }
}

extension TreeEnsemble {
    /// Expected score when only the features in a set of bits are known: the payoff that contributions share out.
    package func expectedScore(row: [Float], known: Int) -> Double {
        trees.reduce(base) { sum, tree in
            let covers = nodeCovers(of: tree)
            func cover(_ child: Int32) -> Double {
                child >= 0 ? covers[Int(child)] : leafCovers[tree.firstLeaf + Int(-1 - child)]
            }
            func expect(_ child: Int32) -> Double {
                guard child >= 0 else { return leafValues[tree.firstLeaf + Int(-1 - child)] }
                let node = nodes[tree.firstNode + Int(child)]
                if known >> Int(node.feature) & 1 == 1 {
                    return expect(goesLeft(node, row[Int(node.feature)]) ? node.left : node.right)
                }
                let (left, right) = (cover(node.left), cover(node.right))
                return (left * expect(node.left) + right * expect(node.right)) / (left + right)
            }
            return sum + expect(tree.splits > 0 ? 0 : -1)
        }
    }
}
