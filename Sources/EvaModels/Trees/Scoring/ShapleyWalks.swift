import CShapley

/// The trees of a model, prepared for exact path-dependent TreeSHAP values by numerical integration.
///
/// **Formula**: a leaf of value v under the features k of its path adds to feature j
///
///     v · (o_j − z_j) · ∫₀¹ Π_{k≠j} (t·o_k + (1 − t)·z_k) dt,
///
/// where z_k is the share of the training rows that follows all splits of k on the path, and o_k is 1 where the row does,
/// otherwise 0: the integral of t^s·(1 − t)^(m−s) is the Shapley weight of a set of s out of m other features. The
/// integrand is a polynomial, so Gauss–Legendre points give it exactly. A walk up sums the leaves times the factors below
/// each edge, a walk down multiplies the factors above and leaves at each split what it adds:
///
///     Σ over points of above · (o_l − z_l)·below_l + (o_r − z_r)·below_r,
///
/// where a split that asks a feature anew puts its factors in place of those of the edge known, whose due it takes back.
/// All factors are positive: nothing cancels, however deep the tree.
///
/// **Shapes**: the splits, leaves and known edges of what is walked together stand one walk after the other.
///
/// **Source**: Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles; the
/// polynomial after Yu et al. (2022), Linear TreeShap, who evaluate it at Chebyshev points.
struct ShapleyWalks: Sendable {
    private var walks: [eva_walk] = []
    private var splits: [eva_split] = []
    private var leafEdges: [Int32] = []
    private var leafValues: [Double] = []
    private var knownEdges: [Int32] = []
    /// Where each walk's points begin in `rules`.
    private var ruleStarts: [Int] = []
    private var rules: [Double] = []
    private var startOfRule: [Int: Int] = [:]
    /// What each split asks; empty where that takes a branch.
    private let questions: RowQuestions?
    private var asked: [RowQuestions.Question] = []
    private var nodes: [TreeEnsemble.Node] = []
    private let words: [UInt64]

    /// Doubles that each feature's sum is spread over.
    static let lanes = 8
    init(_ model: TreeEnsemble, _ questions: RowQuestions?) {
        self.questions = questions
        words = model.categoryWords
        let trees = model.trees.filter { $0.splits > 0 }.map { PreparedTree(model, $0) }
        for points in Set(trees.map(\.points)).sorted() {
            let alike = trees.filter { $0.points == points }
            let most = points == 4 ? 4 : 2
            for first in stride(from: 0, to: alike.count, by: most) {
                append(alike[first..<min(alike.count, first + most)], points: points)
            }
        }
        if let questions { asked = nodes.map { questions.question($0, of: model) } }
    }

    /// Appends trees that are walked together, all of them from edge 0, their splits in turn: while the sum of one waits
    /// for its children's, those of the others go on.
    private mutating func append(_ trees: ArraySlice<PreparedTree>, points: Int) {
        var places = trees.map { [Int32](repeating: 0, count: $0.splits.count) }
        var order: [(tree: Int, split: Int)] = []
        for split in 0..<(trees.map(\.splits.count).max() ?? 0) {
            for (tree, prepared) in trees.enumerated() where split < prepared.splits.count {
                places[tree][split] = Int32(order.count)
                order.append((tree, split))
            }
        }
        func edge(_ own: Int32, _ tree: Int) -> Int32 {
            own == 0 ? 0 : 2 * places[tree][Int(own - 1) / 2] + 2 - own % 2
        }
        let prepared = Array(trees)
        let known = prepared.enumerated().flatMap { tree, prepared in prepared.known.map { edge($0, tree) } }
        let place = Dictionary(uniqueKeysWithValues: zip(known, Int32(1)...))
        for (tree, index) in order {
            var split = prepared[tree].splits[index]
            split.above = edge(split.above, tree)
            split.known = edge(split.known, tree)
            split.place = place[split.known] ?? 0
            splits.append(split)
            nodes.append(prepared[tree].nodes[index])
        }
        var walk = eva_walk()
        walk.splits = Int32(order.count)
        walk.points = Int32(points)
        for (tree, prepared) in prepared.enumerated() {
            walk.leaves += Int32(prepared.leaves.count)
            leafEdges += prepared.leaves.map { edge($0.edge, tree) }
            leafValues += prepared.leaves.map(\.value)
        }
        walk.knowns = Int32(known.count)
        knownEdges += known
        walks.append(walk)
        ruleStarts.append(rule(of: points))
    }

    /// Where the rule of so many points begins: lot by lot its points, one less each, its weights.
    private mutating func rule(of points: Int) -> Int {
        if let start = startOfRule[points] { return start }
        let start = rules.count
        let rule = GaussLegendre(points)
        for first in stride(from: 0, to: points, by: Self.lanes) {
            let lot = first..<min(points, first + Self.lanes)
            rules += rule.points[lot] + rule.points[lot].map { 1 - $0 } + rule.weights[lot]
        }
        startOfRule[points] = start
        return start
    }
}

extension ShapleyWalks {
    /// Adds what each feature adds to the score of rows, [rows × stride] as `raw`, to `sums`, [rows × stride × lanes].
    func add(
        _ raw: UnsafePointer<Float>,
        stride: Int,
        rows: Int,
        to sums: UnsafeMutablePointer<Double>
    ) {
        let most = walks.reduce(0) { max($0, Int($1.splits)) }
        let entryCount = questions?.entryCount ?? 0
        let alignment = 64
        withUnsafeTemporaryAllocation(
            byteCount: 8 * Int(eva_shapley_scratch(Int64(most))),
            alignment: alignment
        ) { scratch in
            withUnsafeTemporaryAllocation(of: RowQuestions.Entry.self, capacity: max(1, rows * entryCount)) { entries in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, most)) { goesRight in
                    guard let scratch = scratch.baseAddress?.assumingMemoryBound(to: Double.self),
                        let entries = entries.baseAddress, let goesRight = goesRight.baseAddress
                    else { return }
                    if let questions {
                        for row in 0..<rows { questions.write(raw + row * stride, to: entries + row * entryCount) }
                    }
                    withTables { splits, leafEdges, leafValues, knownEdges, rules in
                        var (split, leaf, known) = (0, 0, 0)
                        for (index, walk) in walks.enumerated() {
                            let own = split..<split + Int(walk.splits)
                            for row in 0..<rows {
                                if asked.isEmpty {
                                    answer(own, raw + row * stride, to: goesRight)
                                } else {
                                    answer(own, entries + row * entryCount, to: goesRight)
                                }
                                eva_shapley_walk(
                                    walk,
                                    splits + split,
                                    leafEdges + leaf,
                                    leafValues + leaf,
                                    knownEdges + known,
                                    rules + ruleStarts[index],
                                    goesRight,
                                    scratch,
                                    sums + row * stride * Self.lanes
                                )
                            }
                            split += Int(walk.splits)
                            leaf += Int(walk.leaves)
                            known += Int(walk.knowns)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func answer(
        _ splits: Range<Int>,
        _ entries: UnsafePointer<RowQuestions.Entry>,
        to goesRight: UnsafeMutablePointer<UInt8>
    ) {
        asked.withUnsafeBufferPointer { asked in
            guard let own = asked.baseAddress.map({ $0 + splits.lowerBound }) else { return }
            for index in 0..<splits.count {
                goesRight[index] = UInt8(
                    truncatingIfNeeded: RowQuestions.isNo(own[index].bits, entries[Int(own[index].slot)])
                )
            }
        }
    }

    private func answer(
        _ splits: Range<Int>,
        _ row: UnsafePointer<Float>,
        to goesRight: UnsafeMutablePointer<UInt8>
    ) {
        words.withUnsafeBufferPointer { words in
            for (index, node) in nodes[splits].enumerated() {
                goesRight[index] = TreeEnsemble.goesLeft(node, row[Int(node.feature)], words) ? 0 : 1
            }
        }
    }

    /// Calls `body` with where the tables lie.
    @inline(__always)
    private func withTables(
        _ body: (
            UnsafePointer<eva_split>, UnsafePointer<Int32>, UnsafePointer<Double>, UnsafePointer<Int32>,
            UnsafePointer<Double>
        ) -> Void
    ) {
        splits.withUnsafeBufferPointer { splits in
            leafEdges.withUnsafeBufferPointer { leafEdges in
                leafValues.withUnsafeBufferPointer { leafValues in
                    knownEdges.withUnsafeBufferPointer { knownEdges in
                        rules.withUnsafeBufferPointer { rules in
                            guard let splits = splits.baseAddress, let leafEdges = leafEdges.baseAddress,
                                let leafValues = leafValues.baseAddress, let rules = rules.baseAddress
                            else { return }
                            // No edge need be known.
                            body(splits, leafEdges, leafValues, knownEdges.baseAddress ?? leafEdges, rules)
                        }
                    }
                }
            }
        }
    }
}
