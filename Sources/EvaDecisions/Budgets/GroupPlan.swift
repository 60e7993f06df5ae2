/// Which segments get thresholds of their own: settled by fields and probabilities, without a look at labels.
///
/// Groups do not overlap, and whether a segment is one does not depend on its labels: so what is proved of each group
/// holds for all of them together.
struct GroupPlan {
    /// A group with its cases.
    struct Group {
        var segment: Segment
        var budgets: GroupBudgets
        /// Positions of its cases, ascending; those of groups inside are not among them.
        var positions: [Int]
        /// Segments inside that it serves, too.
        var fallbacks: [(segment: Segment, positions: [Int])] = []
    }

    let policy: Policy
    let record: ForwardCases
    /// Value of each case, and the names of the values, a pair a level.
    let values: [(codes: [Int], names: [String])]
    private(set) var groups: [Group] = []
    /// Risk of a test were all segments groups: more tests than there will be.
    private var risk = 1.0

    /// Fewest cases of a segment that may be a group without budgets of its own.
    private static let fewest = 100
    /// Share of the answers within the segment around that a segment must be likely to keep as a group of its own.
    private static let worth = 0.8

    init(_ policy: Policy, _ record: ForwardCases, values: [(codes: [Int], names: [String])]) {
        self.policy = policy
        self.record = record
        self.values = values
        let all = Array(0..<record.count)
        risk = policy.risk / Double(max(1, (1 + candidates(all, level: 0)) * GroupBudgets(policy.budgets).testCount))
        add(Segment(), policy.budgets, all, level: 0)
    }

    private func candidates(_ positions: [Int], level: Int) -> Int {
        guard level < values.count else { return 0 }
        return parts(positions, level: level)
            .reduce(0) { sum, part in
                part.positions.count < Self.fewest ? sum : sum + 1 + candidates(part.positions, level: level + 1)
            }
    }

    /// Adds the group of a segment and those inside it.
    private mutating func add(_ segment: Segment, _ budgets: [ErrorBudget], _ positions: [Int], level: Int) {
        let index = groups.count
        groups.append(Group(segment: segment, budgets: GroupBudgets(budgets), positions: []))
        let isSplit = level < values.count
        let reach = isSplit ? self.reach(GroupBudgets(budgets).paths(record, positions)) : []
        split(segment, budgets, positions, level: level, reach: reach, into: index)
        groups[index].positions.sort()
    }

    /// Puts the cases of a segment into groups inside it, or into the group `index` around it.
    private mutating func split(
        _ segment: Segment,
        _ budgets: [ErrorBudget],
        _ positions: [Int],
        level: Int,
        reach: [Double],
        into index: Int
    ) {
        guard level < values.count else {
            groups[index].positions += positions
            return
        }
        for part in parts(positions, level: level) {
            let inside = segment.appending(policy.levels[level].field, part.name)
            let own = policy.levels[level].budgets(of: part.name)
            let inner = budgets.overridden(by: own)
            if !own.isEmpty || isWorthIt(part.positions, GroupBudgets(inner), reach) {
                add(inside, inner, part.positions, level: level + 1)
            } else {
                groups[index].fallbacks.append((inside, part.positions))
                split(inside, inner, part.positions, level: level + 1, reach: reach, into: index)
            }
        }
    }

    private func reach(_ paths: [CarefulPath]) -> [Double] {
        paths.map { $0.budgets.isEmpty ? 0 : $0.promised(risk: risk) }
    }

    /// Whether a segment would, if its probabilities are right, get nearly as many answers by thresholds of its own as
    /// by those of the segment around it, which are proved for both together only.
    private func isWorthIt(_ positions: [Int], _ budgets: GroupBudgets, _ around: [Double]) -> Bool {
        guard positions.count >= Self.fewest else { return false }
        let paths = budgets.paths(record, positions)
        func answers(_ reach: [Double]) -> Int {
            let counts = zip(paths, reach).map { path, reach in path.cases.count { $0.sureness >= reach } }
            return budgets.both.isEmpty ? counts.reduce(0, +) : counts.max() ?? 0
        }
        let alone = answers(reach(paths))
        return alone > 0 && Double(alone) >= Self.worth * Double(answers(around))
    }

    private func parts(_ positions: [Int], level: Int) -> [(name: String, positions: [Int])] {
        let (codes, names) = values[level]
        return Dictionary(grouping: positions) { codes[$0] }
            .sorted { $0.key < $1.key }
            .map { (names[$0.key], $0.value) }
    }
}
