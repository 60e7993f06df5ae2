/// Trees laid out to walk one row through them, eight trees at a time and without a branch.
///
/// Mask tables are quicker where many rows share them; a single row would fetch them from memory anew, where these few
/// bytes a split stay in the cache. A leaf asks what is always answered by yes, and leads to itself.
///
/// **Shapes**: `nodes`, `values` and `leafNumbers` have an entry a node, tree after tree; the children of a split stand
/// side by side, behind it.
struct RowWalk: Sendable {
    private struct Node {
        var question: RowQuestions.Question
        /// How far behind the left child is; 0 at a leaf.
        var step: Int32
    }

    private let questions: RowQuestions
    private var nodes: [Node] = []
    private var values: [Double] = []
    private var leafNumbers: [Int32] = []
    private var firstNodes: [Int] = []
    private var depths: [Int] = []

    private static let lanes = 8

    init(_ model: TreeEnsemble, _ questions: RowQuestions) {
        self.questions = questions
        for tree in model.trees { append(tree, of: model) }
    }

    private mutating func append(_ tree: TreeEnsemble.Tree, of model: TreeEnsemble) {
        var waiting: [(child: Int32, node: Int, depth: Int)] = [(tree.splits > 0 ? 0 : -1, nodes.count, 0)]
        firstNodes.append(nodes.count)
        appendLeaf()
        var deepest = 0
        while let (child, node, depth) = waiting.popLast() {
            guard child >= 0 else {
                let number = Int(-1 - child)
                values[node] = model.leafValues[tree.firstLeaf + number]
                leafNumbers[node] = Int32(number)
                deepest = max(deepest, depth)
                continue
            }
            let split = model.nodes[tree.firstNode + Int(child)]
            nodes[node] = Node(question: questions.question(split, of: model), step: Int32(nodes.count - node))
            for child in [split.left, split.right] {
                waiting.append((child, nodes.count, depth + 1))
                appendLeaf()
            }
        }
        depths.append(deepest)
    }

    private mutating func appendLeaf() {
        nodes.append(Node(question: questions.always, step: 0))
        values.append(0)
        leafNumbers.append(0)
    }

    /// Score of a row from `base` on: the values of its leaves, in the order of the trees.
    func score(_ raw: UnsafePointer<Float>, from base: Double) -> Double {
        var score = base
        forEachLeaf(raw) { score += values[$0] }
        return score
    }

    /// The same, with the number of the row's leaf in each tree appended to `leaves`.
    func score(_ raw: UnsafePointer<Float>, from base: Double, leaves: inout [Int32]) -> Double {
        var score = base
        leaves.reserveCapacity(leaves.count + firstNodes.count)
        forEachLeaf(raw) {
            score += values[$0]
            leaves.append(leafNumbers[$0])
        }
        return score
    }

    /// Calls `body` with the node of the row's leaf in each tree.
    @inline(__always)
    private func forEachLeaf(_ raw: UnsafePointer<Float>, _ body: (Int) -> Void) {
        withUnsafeTemporaryAllocation(of: RowQuestions.Entry.self, capacity: questions.entryCount) { entries in
            nodes.withUnsafeBufferPointer { nodes in
                guard let nodes = nodes.baseAddress, let entries = entries.baseAddress else { return }
                questions.write(raw, to: entries)
                @inline(__always)
                func next(_ place: Int) -> Int {
                    place &+ Int(nodes[place].step) &+ RowQuestions.isNo(nodes[place].question, entries)
                }
                var tree = 0
                while tree &+ RowWalk.lanes <= firstNodes.count {
                    var (a, b) = (firstNodes[tree], firstNodes[tree &+ 1])
                    var (c, d) = (firstNodes[tree &+ 2], firstNodes[tree &+ 3])
                    var (e, f) = (firstNodes[tree &+ 4], firstNodes[tree &+ 5])
                    var (g, h) = (firstNodes[tree &+ 6], firstNodes[tree &+ 7])
                    for _ in 0..<deepest(tree) {
                        (a, b, c, d) = (next(a), next(b), next(c), next(d))
                        (e, f, g, h) = (next(e), next(f), next(g), next(h))
                    }
                    body(a)
                    body(b)
                    body(c)
                    body(d)
                    body(e)
                    body(f)
                    body(g)
                    body(h)
                    tree &+= RowWalk.lanes
                }
                while tree < firstNodes.count {
                    var place = firstNodes[tree]
                    for _ in 0..<depths[tree] { place = next(place) }
                    body(place)
                    tree &+= 1
                }
            }
        }
    }

    /// Depth of the deepest of the trees that are walked together from one on.
    @inline(__always)
    private func deepest(_ tree: Int) -> Int {
        var depth = 0
        for lane in 0..<RowWalk.lanes { depth = max(depth, depths[tree &+ lane]) }
        return depth
    }
}
