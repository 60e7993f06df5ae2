public import EvaCorpus

/// Finds the thresholds of a policy on labelled cases that were scored before their labels were known.
///
/// With probability 1 − δ over these cases, every budget that a threshold is proved for is kept by cases like them. The
/// risk δ is shared equally (Bonferroni) by all budgets, groups and paths that are tested; over the thresholds of a
/// path nothing needs sharing, see `FixedSequence` and, for money, `BettingCapital`.
///
/// It is pure: a service calls it with its newest decided cases, a replay week by week.
public struct ThresholdSearch: Sendable {
    private let policy: Policy
    private let window: RecentWindow

    /// Chance that a segment is taken for one that broke its budget although it just keeps it.
    private static let falseAlarm = 0.05

    /// Creates a search.
    public init(_ policy: Policy, window: RecentWindow = RecentWindow()) {
        self.policy = policy
        self.window = window
    }

    /// The rule for later cases; `account` tells what was suggested since the running period began.
    ///
    /// **Throws** a `DecisionsError` when the record lacks a field of the policy.
    public func rule(
        _ record: ForwardCases,
        schema: Schema,
        account: PeriodAccount = PeriodAccount()
    ) throws(DecisionsError) -> DecisionRule {
        let cases = record.newest(window.count(newestFirst: record.times.reversed()))
        var values: [(codes: [Int], names: [String])] = []
        for level in policy.levels {
            guard let found = cases.values(of: level, schema: schema) else {
                throw Self.failure("the record of forward scores does not hold \(level.field)", cases)
            }
            values.append(found)
        }
        let plan = GroupPlan(scaled(by: account), cases, values: values)
        let tests = plan.groups.reduce(0) { $0 + ($1.positions.isEmpty ? 0 : $1.budgets.testCount) }
        let risk = policy.risk / Double(max(1, tests))
        var groups: [DecisionRule.Group] = []
        for planned in plan.groups {
            var group = thresholds(planned, cases, risk: risk)
            if group.pay.threshold == nil, group.deny.threshold == nil {
                let promised = promised(planned, cases, risk: risk)
                if isBroken(planned.budgets, by: promised, cases, planned.positions) { group.spend(promised) }
            }
            groups.append(group)
            for (segment, positions) in planned.fallbacks where isBroken(planned.budgets, by: group, cases, positions) {
                var spent = DecisionRule.Group(segment: segment, cases: positions.count)
                spent.spend(group)
                groups[groups.count - 1].fallbacks.removeAll { $0.parts.starts(with: segment.parts) }
                groups.append(spent)
            }
        }
        guard let rule = DecisionRule(policy: policy, groups: groups, riskPerTest: risk, schema: schema) else {
            throw Self.failure("the policy does not fit the schema", cases)
        }
        return rule
    }

    private static func failure(_ message: String, _ cases: ForwardCases) -> DecisionsError {
        DecisionsError(
            .record,
            message,
            at: Place(file: "policy"),
            cure: "train again with this policy; the record holds \(cases.fields.joined(separator: ", "))"
        )
    }

    /// The policy with what its reserve and the running period leave of the budgets.
    private func scaled(by account: PeriodAccount) -> Policy {
        func scaled(_ budgets: [ErrorBudget]) -> [ErrorBudget] {
            budgets.map { budget in
                let overall = policy.budgets.first { $0.kind == budget.kind && $0.unit == budget.unit } ?? budget
                let kept = overall.rate * (1 - policy.reserve)
                var scaled = budget
                scaled.rate *= (1 - policy.reserve) * account.rate(budget, of: kept) / kept
                return scaled
            }
        }
        var scaledPolicy = policy
        scaledPolicy.budgets = scaled(policy.budgets)
        for level in policy.levels.indices {
            scaledPolicy.levels[level].budgets = scaled(policy.levels[level].budgets)
            for value in policy.levels[level].values.indices {
                scaledPolicy.levels[level].values[value].budgets = scaled(policy.levels[level].values[value].budgets)
            }
        }
        return scaledPolicy
    }

    private func thresholds(_ planned: GroupPlan.Group, _ cases: ForwardCases, risk: Double) -> DecisionRule.Group {
        var group = DecisionRule.Group(segment: planned.segment, cases: planned.positions.count)
        group.fallbacks = planned.fallbacks.map(\.segment)
        let least = planned.segment.parts.isEmpty ? policy.leastCoverage : 0
        let paths = planned.budgets.paths(cases, planned.positions)
        if planned.budgets.both.isEmpty {
            group.pay = one(paths[0], .pay, risk: risk, least: least)
            group.deny = one(paths[1], .deny, risk: risk, least: least)
            return group
        }
        let proved = paths.map { $0.proved(risk: risk) }
        guard let most = proved.indices.max(by: { proved[$0] < proved[$1] }) else { return group }
        var (path, count) = (paths[most], proved[most])
        let isProved = count > 0
        if !isProved {
            let counts = paths.map { $0.leastCount(least) }
            let best = paths.indices.min { paths[$0].errorRate(counts[$0]) < paths[$1].errorRate(counts[$1]) } ?? most
            (path, count) = (paths[best], counts[best])
        }
        group.pay = path.side(.pay, count: count, risk: isProved ? risk : nil)
        group.deny = path.side(.deny, count: count, risk: isProved ? risk : nil)
        return group
    }

    /// The thresholds that the probabilities promise to keep the budgets, whatever the labels say.
    private func promised(_ planned: GroupPlan.Group, _ cases: ForwardCases, risk: Double) -> DecisionRule.Group {
        var group = DecisionRule.Group(segment: planned.segment, cases: planned.positions.count)
        for path in planned.budgets.paths(cases, planned.positions) where !path.budgets.isEmpty {
            let reach = path.promised(risk: risk)
            let count = path.cases.prefix { $0.sureness >= reach }.count
            switch path.kind {
            case .pay: group.pay = path.side(.pay, count: count, risk: nil)
            case .deny: group.deny = path.side(.deny, count: count, risk: nil)
            case .both(let offset) where offset == 0:
                group.pay = path.side(.pay, count: count, risk: nil)
                group.deny = path.side(.deny, count: count, risk: nil)
            case .both: break
            }
        }
        return group
    }

    private func one(_ path: CarefulPath, _ answer: Answer, risk: Double, least: Double) -> DecisionRule.Side {
        guard !path.budgets.isEmpty else {
            var side = path.side(answer, count: path.cases.count, risk: nil)
            side.threshold = answer == .pay ? 0.5 : (0.5).nextDown
            return side
        }
        let proved = path.proved(risk: risk)
        return path.side(answer, count: proved > 0 ? proved : path.leastCount(least), risk: proved > 0 ? risk : nil)
    }

    /// Whether cases answered by a group's thresholds have more errors than chance brings where a budget is kept.
    private func isBroken(
        _ budgets: GroupBudgets,
        by group: DecisionRule.Group,
        _ cases: ForwardCases,
        _ positions: [Int]
    ) -> Bool {
        var answered: [(answer: Answer, isWrong: Bool, amount: Double)] = []
        for position in positions {
            let amount = cases.amounts.isEmpty ? Double.nan : Double(cases.amounts[position])
            let probability = cases.probabilities[position]
            let answer = group.allowance(probability: probability, amount: amount).answers.likelier(probability)
            if answer != .review {
                answered.append((answer, (cases.labels[position] == 1) != (answer == .pay), amount))
            }
        }
        return budgets.all.contains { budget in
            let counted = answered.filter {
                switch budget.kind {
                case .wrongPay: $0.answer == .pay
                case .wrongDeny: $0.answer == .deny
                case .selectiveError: true
                }
            }
            if budget.unit == .cases {
                let errors = counted.count { $0.isWrong }
                return Tail.binomial(atLeast: errors, of: counted.count, budget.rate) <= Self.falseAlarm
            }
            let excesses = counted.map { $0.amount * (($0.isWrong ? 1 : 0) - budget.rate) }
            let spread = excesses.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return spread > 0 && Tail.normal(atLeast: excesses.reduce(0, +) / spread) <= Self.falseAlarm
        }
    }
}

extension CarefulPath {
    /// The surest share of the cases, one at least; none for a share of 0.
    fileprivate func leastCount(_ share: Double) -> Int {
        share > 0 && !cases.isEmpty ? whole(max(1, Int(share * Double(cases.count)))) : 0
    }
}

extension DecisionRule.Group {
    /// Makes the answers that another group's thresholds would give reviews, for the budget is spent.
    fileprivate mutating func spend(_ other: DecisionRule.Group) {
        (pay.threshold, pay.largestAmount, pay.isSpent) = (other.pay.threshold, other.pay.largestAmount, true)
        (deny.threshold, deny.largestAmount, deny.isSpent) = (other.deny.threshold, other.deny.largestAmount, true)
    }
}
