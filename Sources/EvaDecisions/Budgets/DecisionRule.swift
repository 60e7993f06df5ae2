public import EvaCorpus

/// When to pay, deny or review: for every group of cases the probabilities from which on errors keep to its budgets.
///
/// Each case is in exactly one group: the innermost segment that has thresholds of its own, or else the rest of a
/// segment around it. As the groups do not overlap, what holds for each of them holds for any union of them, and for
/// all cases.
public struct DecisionRule: Sendable, Equatable {
    /// One answer within a group.
    public struct Side: Sendable, Equatable {
        /// Probability of pay from which on (pay) or up to which (deny) the answer is given; `nil`: never.
        public var threshold: Double?
        /// Largest amount that the answer is given for, a bound on money rests on it; `nil`: any, also a missing one.
        public var largestAmount: Double?
        /// Whether the newest cases have used up the budget, so that the answer is not given.
        public var isSpent = false
        /// Cases of the record that the answer would have been given for.
        public var cases = 0
        /// Wrong ones among them.
        public var errors = 0
        /// What is proved of the answer; empty when the policy does not bound it.
        public var bounds: [Bound] = []

        /// Creates a side that is never answered.
        public init() {}
    }

    /// A budget with the share of errors that the answers were proved to stay below.
    public struct Bound: Sendable, Equatable {
        /// The budget.
        public var budget: ErrorBudget
        /// The smallest budget that the same cases would have proved at this threshold; `nil` when nothing is proved.
        public var bound: Double?
    }

    /// A group of cases with thresholds of its own.
    public struct Group: Sendable, Equatable {
        /// The segment; its thresholds also serve the segments inside that have none.
        public var segment: Segment
        /// Cases of the record in the group, without those of groups inside.
        public var cases: Int
        /// Segments inside that it serves, too.
        public var fallbacks: [Segment]
        /// When to pay.
        public var pay: Side
        /// When to deny.
        public var deny: Side

        /// Creates a group that is never answered.
        public init(segment: Segment, cases: Int) {
            self.segment = segment
            self.cases = cases
            fallbacks = []
            pay = Side()
            deny = Side()
        }

        /// Share of the group's cases in the record that are suggested.
        public var coverage: Double {
            cases == 0 ? 0 : Double((pay.isSpent ? 0 : pay.cases) + (deny.isSpent ? 0 : deny.cases)) / Double(cases)
        }
    }

    /// The policy that the thresholds were found for.
    public let policy: Policy
    /// All groups, that of all cases first.
    public let groups: [Group]
    /// Risk that each chain of tests got of the policy's.
    public let riskPerTest: Double
    private let levels: [CompiledLevel]
    private let root: Node

    /// Where a level finds a case's value.
    private struct CompiledLevel: Sendable, Equatable {
        let level: Policy.Level
        let field: SegmentField
        let bandNames: [String]

        func name(_ table: CaseTable, row: Int) -> String {
            if field.isMeasured {
                let band = level.band(of: field.measure(table, row: row))
                return band.map { bandNames[$0] } ?? Policy.missing
            }
            return field.name(table, row: row) ?? Policy.missing
        }
    }

    /// Segments as a tree.
    private struct Node: Sendable, Equatable {
        var group: Int?
        var inside: [String: Node] = [:]

        mutating func add(_ group: Int, at path: ArraySlice<Segment.Part>) {
            guard let part = path.first else {
                self.group = group
                return
            }
            inside[part.value, default: Node()].add(group, at: path.dropFirst())
        }
    }

    /// Puts a rule together; `nil` when the groups do not fit the policy, or the policy the schema.
    package init?(policy: Policy, groups: [Group], riskPerTest: Double, schema: Schema) {
        var levels: [CompiledLevel] = []
        for level in policy.levels {
            guard let field = SegmentField(level.field, schema: schema), field.isMeasured == !level.bands.isEmpty else {
                return nil
            }
            levels.append(CompiledLevel(level: level, field: field, bandNames: level.bandNames))
        }
        var root = Node()
        for (index, group) in groups.enumerated() {
            let parts = group.segment.parts
            guard parts.count <= levels.count, zip(parts, policy.levels).allSatisfy({ $0.field == $1.field }) else {
                return nil
            }
            root.add(index, at: parts[...])
        }
        guard root.group != nil else { return nil }
        self.policy = policy
        self.groups = groups
        self.riskPerTest = riskPerTest
        self.levels = levels
        self.root = root
    }

    /// Equality of policy, groups and risk.
    public static func == (left: DecisionRule, right: DecisionRule) -> Bool {
        left.policy == right.policy && left.groups == right.groups && left.riskPerTest == right.riskPerTest
    }

    /// Number of the group that a row is in; `nil` when a budget holds for it that nothing was found for.
    package func group(_ table: CaseTable, row: Int) -> Int? {
        var group = root.group
        var node: Node? = root
        for level in levels {
            let name = level.name(table, row: row)
            node = node?.inside[name]
            if let own = node?.group {
                group = own
            } else if !level.level.budgets(of: name).isEmpty {
                group = nil
            }
        }
        return group
    }

    /// Which answers the budgets allow for a row with a probability of pay.
    public func allowance(_ table: CaseTable, row: Int, probability: Double) -> Allowance {
        guard let index = group(table, row: row) else { return Allowance(answers: [], cause: .unsure) }
        let amount = table.amounts.isEmpty ? Double.nan : table.amounts[row]
        return groups[index].allowance(probability: probability, amount: amount)
    }
}

extension DecisionRule.Group {
    func allowance(probability: Double, amount: Double) -> Allowance {
        let isPay = pay.threshold.map { probability >= $0 } ?? false && pay.covers(amount)
        let isDeny = deny.threshold.map { probability <= $0 } ?? false && deny.covers(amount)
        var answers: AllowedAnswers = []
        if isPay, !pay.isSpent { answers.insert(.pay) }
        if isDeny, !deny.isSpent { answers.insert(.deny) }
        return Allowance(answers: answers, cause: isPay || isDeny ? .budgetSpent : .unsure)
    }
}

/// Which answers the error budgets allow for a case.
public struct Allowance: Sendable, Equatable {
    /// Pay, deny, both or none.
    public var answers: AllowedAnswers
    /// Why a reviewer must look at it when none is.
    public var cause: ReviewCause
}

extension DecisionRule.Side {
    /// Whether the bounds say something about cases of an amount.
    func covers(_ amount: Double) -> Bool {
        largestAmount.map { amount <= $0 } ?? true
    }
}
