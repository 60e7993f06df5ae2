import EvaModels
import EvaNumerics

/// Trees read back from their bytes, with the textbook algorithms: slow, and apart from the code under test.
struct PlainTrees {
    struct Node {
        var feature: Int
        var left: Int
        var right: Int
        var missingGoesLeft: Bool
        var threshold: Float
        var words: [UInt64]

        func goesLeft(_ value: Float) -> Bool {
            if words.isEmpty { return value.isNaN ? missingGoesLeft : value <= threshold }
            guard value >= 0, value < Float(words.count * 64) else { return false }
            return words[Int(value) / 64] >> UInt64(Int(value) % 64) & 1 == 1
        }
    }

    struct Tree {
        var leaves: [(value: Double, cover: Double)] = []
        var nodes: [Node] = []

        /// Weight of the training rows below a child: a node, or -1 − leaf.
        func cover(_ child: Int) -> Double {
            child < 0 ? leaves[-1 - child].cover : cover(nodes[child].left) + cover(nodes[child].right)
        }

        /// Expected value below a child when only the features that `isKnown` names are known.
        func expectation(_ child: Int, _ row: [Float], _ isKnown: (Int) -> Bool) -> Double {
            guard child >= 0 else { return leaves[-1 - child].value }
            let node = nodes[child]
            if isKnown(node.feature) {
                return expectation(node.goesLeft(row[node.feature]) ? node.left : node.right, row, isKnown)
            }
            let (left, right) = (cover(node.left), cover(node.right))
            let sum = left * expectation(node.left, row, isKnown) + right * expectation(node.right, row, isKnown)
            return sum / (left + right)
        }
    }

    var base = 0.0
    var featureCount = 0
    var trees: [Tree] = []

    init(_ model: TreeEnsemble) throws {
        var reader = ByteReader(model.bytes)
        _ = try reader.read(UInt16.self)
        featureCount = Int(try reader.read(UInt32.self))
        base = try reader.read(Double.self)
        for _ in 0..<(try reader.read(UInt32.self)) {
            var tree = Tree()
            let leaves = Int(try reader.read(UInt32.self))
            for _ in 0..<leaves { tree.leaves.append((try reader.read(), try reader.read())) }
            for _ in 1..<leaves {
                let feature = Int(try reader.read(Int32.self))
                let (left, right) = (Int(try reader.read(Int32.self)), Int(try reader.read(Int32.self)))
                let missingGoesLeft = try reader.read(Bool.self)
                let words = Int(try reader.read(UInt16.self))
                let threshold = words == 0 ? try reader.read(Float.self) : 0
                let set = try (0..<words).map { _ in try reader.read(UInt64.self) }
                tree.nodes.append(
                    Node(
                        feature: feature,
                        left: left,
                        right: right,
                        missingGoesLeft: missingGoesLeft,
                        threshold: threshold,
                        words: set
                    )
                )
            }
            trees.append(tree)
        }
        try reader.finish()
    }

    /// Expected score when only some features are known: the payoff that contributions share out.
    func expectedScore(_ row: [Float], _ isKnown: (Int) -> Bool) -> Double {
        trees.reduce(base) { $0 + $1.expectation($1.nodes.isEmpty ? -1 : 0, row, isKnown) }
    }

    /// Tree SHAP as published: Lundberg, Erion & Lee (2018), algorithm 2.
    func contributions(_ row: [Float]) -> [Double] {
        var values = [Double](repeating: 0, count: featureCount)
        for tree in trees where !tree.nodes.isEmpty {
            PathWalk(tree: tree, row: row).visit(0, [], zero: 1, one: 1, feature: -1, &values)
        }
        return values
    }
}

/// The walk that keeps, for the features of the path, the shares of subsets of every size.
private struct PathWalk {
    /// A feature of the path.
    struct Step {
        var feature: Int
        /// Share of the training rows that follows the path when the feature is unknown.
        var zero: Double
        /// 1 where the row itself follows the path.
        var one: Double
        /// Share of the subsets of this many known features.
        var weight: Double
    }

    let tree: PlainTrees.Tree
    let row: [Float]

    func visit(
        _ child: Int,
        _ above: [Step],
        zero: Double,
        one: Double,
        feature: Int,
        _ values: inout [Double]
    ) {
        var path = above
        PathWalk.extend(&path, zero: zero, one: one, feature: feature)
        guard child >= 0 else {
            for index in path.indices.dropFirst() {
                let share = PathWalk.unwoundSum(path, index)
                values[path[index].feature] +=
                    share * (path[index].one - path[index].zero) * tree.leaves[-1 - child].value
            }
            return
        }
        let node = tree.nodes[child]
        let goesLeft = node.goesLeft(row[node.feature])
        var (hotZero, hotOne) = (1.0, 1.0)
        if let known = path.dropFirst().firstIndex(where: { $0.feature == node.feature }) {
            (hotZero, hotOne) = (path[known].zero, path[known].one)
            PathWalk.unwind(&path, known)
        }
        for (next, isHot) in [(node.left, goesLeft), (node.right, !goesLeft)] {
            visit(
                next,
                path,
                zero: hotZero * tree.cover(next) / tree.cover(child),
                one: isHot ? hotOne : 0,
                feature: node.feature,
                &values
            )
        }
    }

    private static func extend(_ path: inout [Step], zero: Double, one: Double, feature: Int) {
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
