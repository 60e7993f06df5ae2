/// Trees laid out to walk one row through them, eight trees at a time and without a branch.
///
/// Mask tables are quicker where many rows share them; a single row would fetch them from memory anew, where these few
/// bytes a split stay in the cache. A leaf asks what is always answered by yes, and leads to itself.
///
/// **Shapes**: `nodes` has the nodes of one tree after the other; the children of a split stand side by side, behind it.
struct RowWalk: Sendable {
    private struct Node {
        /// What a split asks; the number of a leaf, which as a number of floating point is a small positive one.
        var bits: UInt32
        /// Which of the row's entries is asked.
        var slot: UInt16
        /// How far behind the left child is; 0 at a leaf.
        var step: UInt16
        /// Value of a leaf.
        var value: Double
    }

    private let questions: RowQuestions
    private var nodes: [Node] = []
    /// Where each tree begins.
    private var firstNodes: [Int] = []
    private var depths: [Int] = []
    /// The trees by depth, so that those that are walked together are about as deep.
    private var order: [Int] = []

    private static let lanes = 8

    /// `nil` where more is asked, or a tree is larger, than a node has room for.
    init?(_ model: TreeEnsemble, _ questions: RowQuestions) {
        guard questions.entryCount <= Int(UInt16.max), model.trees.allSatisfy({ $0.leaves < 1 << 14 }) else {
            return nil
        }
        self.questions = questions
        for tree in model.trees { append(tree, of: model) }
        order = depths.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    }

    private mutating func append(_ tree: TreeEnsemble.Tree, of model: TreeEnsemble) {
        var waiting: [(child: Int32, node: Int, depth: Int)] = [(tree.splits > 0 ? 0 : -1, nodes.count, 0)]
        firstNodes.append(nodes.count)
        appendLeaf()
        var deepest = 0
        while let (child, node, depth) = waiting.popLast() {
            guard child >= 0 else {
                let number = Int(-1 - child)
                nodes[node].bits = UInt32(number)
                nodes[node].value = model.leafValues[tree.firstLeaf + number]
                deepest = max(deepest, depth)
                continue
            }
            let split = model.nodes[tree.firstNode + Int(child)]
            let question = questions.question(split, of: model)
            nodes[node].bits = question.bits
            nodes[node].slot = UInt16(question.slot)
            nodes[node].step = UInt16(nodes.count - node)
            for child in [split.left, split.right] {
                waiting.append((child, nodes.count, depth + 1))
                appendLeaf()
            }
        }
        depths.append(deepest)
    }

    private mutating func appendLeaf() {
        nodes.append(Node(bits: 0, slot: UInt16(questions.always), step: 0, value: 0))
    }

    /// Score of a row from `base` on: the values of its leaves, in the order of the trees.
    func score(_ raw: UnsafePointer<Float>, from base: Double) -> Double {
        var score = base
        forEachLeaf(raw) { score += $0.value }
        return score
    }

    /// The same, with the number of the row's leaf in each tree appended to `leaves`.
    func score(_ raw: UnsafePointer<Float>, from base: Double, leaves: inout [Int32]) -> Double {
        var score = base
        leaves.reserveCapacity(leaves.count + firstNodes.count)
        forEachLeaf(raw) {
            score += $0.value
            leaves.append(Int32($0.bits))
        }
        return score
    }

    /// Calls `body` with the row's leaf in each tree, in the order of the trees.
    @inline(__always)
    private func forEachLeaf(_ raw: UnsafePointer<Float>, _ body: (Node) -> Void) {
        withUnsafeTemporaryAllocation(of: RowQuestions.Entry.self, capacity: questions.entryCount) { entries in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, order.count)) { found in
                nodes.withUnsafeBufferPointer { nodes in
                    guard let nodes = nodes.baseAddress, let entries = entries.baseAddress,
                        let found = found.baseAddress
                    else { return }
                    questions.write(raw, to: entries)
                    walk(nodes, entries, to: found)
                    for tree in 0..<order.count { body(nodes[found[tree]]) }
                }
            }
        }
    }

    /// Writes where the row's leaf in each tree is to `found`.
    @inline(__always)
    private func walk(
        _ nodes: UnsafePointer<Node>,
        _ entries: UnsafePointer<RowQuestions.Entry>,
        to found: UnsafeMutablePointer<Int>
    ) {
        @inline(__always)
        func next(_ place: Int) -> Int {
            let node = nodes[place]
            return place &+ Int(node.step) &+ RowQuestions.isNo(node.bits, entries[Int(node.slot)])
        }
        order.withUnsafeBufferPointer { order in
            firstNodes.withUnsafeBufferPointer { first in
                var start = 0
                while start &+ RowWalk.lanes <= order.count {
                    let (i, j, k, l) = (order[start], order[start &+ 1], order[start &+ 2], order[start &+ 3])
                    let (m, n, o, p) = (order[start &+ 4], order[start &+ 5], order[start &+ 6], order[start &+ 7])
                    var (a, b, c, d) = (first[i], first[j], first[k], first[l])
                    var (e, f, g, h) = (first[m], first[n], first[o], first[p])
                    for _ in 0..<depths[p] {
                        (a, b, c, d) = (next(a), next(b), next(c), next(d))
                        (e, f, g, h) = (next(e), next(f), next(g), next(h))
                    }
                    (found[i], found[j], found[k], found[l]) = (a, b, c, d)
                    (found[m], found[n], found[o], found[p]) = (e, f, g, h)
                    start &+= RowWalk.lanes
                }
                for tree in order[start...] {
                    found[tree] = first[tree]
                    for _ in 0..<depths[tree] { found[tree] = next(found[tree]) }
                }
            }
        }
    }
}
