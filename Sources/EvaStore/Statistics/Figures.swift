/// How often answers were right, held against the final word of a reviewer.
public struct Tally: Sendable, Equatable {
    /// Answers of pay or deny that a reviewer judged.
    public internal(set) var judged = 0
    /// Those that were right.
    public internal(set) var right = 0
    /// Pays that should have been denied.
    public internal(set) var wrongPay = 0
    /// Denials that should have been paid.
    public internal(set) var wrongDeny = 0
    /// Answers of pay.
    public internal(set) var paid = 0
    /// Answers of deny.
    public internal(set) var denied = 0
    /// Money at stake in the pays.
    public internal(set) var paidMoney = 0.0
    /// Money at stake in the denials.
    public internal(set) var deniedMoney = 0.0
    /// Money at stake in wrong pays.
    public internal(set) var wrongPayMoney = 0.0
    /// Money at stake in wrong denials.
    public internal(set) var wrongDenyMoney = 0.0

    /// Share of right answers; `nil` when none was judged.
    public var accuracy: Double? { share(right, judged) }
    /// Share of wrong ones among the pays.
    public var wrongPayRate: Double? { share(wrongPay, paid) }
    /// Share of wrong ones among the denials.
    public var wrongDenyRate: Double? { share(wrongDeny, denied) }

    private func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
}

/// The cases that were drawn for blind re-review: the only ones whose figures nobody's choice has bent.
public struct BlindFigures: Sendable, Equatable {
    /// Cases drawn and settled.
    public internal(set) var settled = 0
    /// Cases drawn that still wait; as long as there are many, the figures lean towards those settled first.
    public internal(set) var waiting = 0
    /// What agents decided without having seen the suggestion.
    public internal(set) var agentAlone = Tally()
    /// What Eva suggested, reviews left out.
    public internal(set) var evaAlone = Tally()
    /// What agents decided after they had seen the suggestion.
    public internal(set) var together = Tally()
}

/// The manager's figures of a group of decided cases.
public struct Figures: Sendable, Equatable {
    /// Name of the segment or agent, first day of the week, or empty for all.
    public internal(set) var group = ""
    /// Cases decided by an agent.
    public internal(set) var decided = 0
    /// Money at stake in them.
    public internal(set) var money = 0.0
    /// Those with a suggestion.
    public internal(set) var suggested = 0
    /// Those with a suggestion of pay or deny.
    public internal(set) var covered = 0
    /// Those whose suggestion of pay or deny was seen before the decision.
    public internal(set) var seen = 0
    /// Those among `seen` that the agent decided otherwise.
    public internal(set) var overridden = 0
    /// Those among `overridden`, decided pay or deny, that a reviewer judged.
    public internal(set) var overridesJudged = 0
    /// Overrides that a reviewer upheld.
    public internal(set) var overridesRight = 0
    /// Those with the final word of a reviewer.
    public internal(set) var reviewed = 0
    /// Agents' decisions, against all reviews.
    ///
    /// Reviewed cases are harder than others: see `blind` for a fair figure.
    public internal(set) var decisions = Tally()
    /// Suggestions, against all reviews.
    public internal(set) var suggestions = Tally()
    /// The same on cases that were drawn at random.
    public internal(set) var blind = BlindFigures()

    /// Of no cases.
    package init() {}

    /// Share of suggestions that were pay or deny.
    public var coverage: Double? { suggested > 0 ? Double(covered) / Double(suggested) : nil }
    /// Share of seen suggestions that the agent decided otherwise.
    public var overrideRate: Double? { seen > 0 ? Double(overridden) / Double(seen) : nil }
}

/// Which cases the figures are of, and how they are grouped.
public struct FigureQuery: Sendable {
    /// Ways of grouping.
    public enum Grouping: String, Sendable, Codable, CaseIterable {
        /// All together.
        case none
        /// By the case's segment.
        case segment
        /// By the name of the agent who decided.
        case agent
        /// By the Monday of the week, in UTC, in which it was decided.
        case week
    }

    /// How they are grouped.
    public var grouping: Grouping
    /// Decided at this moment or later.
    public var since: StoreTime?
    /// Decided before this moment.
    public var until: StoreTime?
    /// Only of this segment.
    public var segment: String?
    /// Only by this agent.
    public var agent: Int64?

    /// All decided cases.
    public init(_ grouping: Grouping = .none) {
        self.grouping = grouping
    }
}
