import EvaDecisions
public import EvaStandards

/// The cases that a changed catalogue answers otherwise.
public struct CatalogueTrialResult: Sendable, Equatable {
    /// Name of the corpus.
    public var corpus: String
    /// Cases replayed.
    public var cases: Int
    /// Whether a model answered beside the clauses.
    public var hasModel: Bool
    /// The cases that flip, in time order.
    public var flips: [Flip] = []

    /// A case that is answered otherwise.
    public struct Flip: Sendable, Equatable {
        /// Identifier of the case.
        public var id: String?
        /// Its time.
        public var time: String
        /// Its label; `nil` when it has none.
        public var label: TrialAnswer?
        /// Answer under the old catalogue.
        public var before: TrialAnswer
        /// Answer under the new one.
        public var after: TrialAnswer
        /// Clauses that say something under the old catalogue and not the same under the new one.
        public var noLonger: [StandardVersion]
        /// Clauses that say something under the new catalogue and did not say the same under the old one.
        public var newly: [StandardVersion]
    }

    /// Flips by what they are worth against the label.
    public struct Totals: Sendable, Equatable, Encodable {
        /// All of them.
        public var flips = 0
        /// Answered as the label now, not before.
        public var toRight = 0
        /// Answered against the label now, not before.
        public var toWrong = 0
        /// Left open now: neither pay nor deny.
        public var toOpen = 0
        /// Without a label.
        public var unlabelled = 0

        private enum CodingKeys: String, CodingKey {
            case flips
            case toRight = "to_right"
            case toWrong = "to_wrong"
            case toOpen = "to_open"
            case unlabelled
        }

        /// Adds flips up.
        public init(of flips: [Flip]) {
            for flip in flips { add(flip) }
        }

        fileprivate mutating func add(_ flip: Flip) {
            flips += 1
            if flip.label == nil {
                unlabelled += 1
            } else if flip.after == flip.label {
                toRight += 1
            } else if flip.after.isOpen {
                toOpen += 1
            } else {
                toWrong += 1
            }
        }
    }

    /// Totals of one clause.
    public struct ClauseTotals: Sendable, Equatable, Encodable {
        /// The clause.
        public var standard: StandardVersion
        /// Flips of cases in which it says something else than before, or nothing any longer, or something at last.
        public var totals: Totals
    }

    /// Totals of all flips.
    public var totals: Totals { Totals(of: flips) }

    /// Totals by clause, those of the most flips first.
    public var clauses: [ClauseTotals] {
        var totals: [StandardVersion: Totals] = [:]
        for flip in flips {
            for standard in Set(flip.noLonger + flip.newly) { totals[standard, default: Totals(of: [])].add(flip) }
        }
        return totals.map { ClauseTotals(standard: $0, totals: $1) }
            .sorted {
                ($1.totals.flips, $0.standard.id, $0.standard.version)
                    < ($0.totals.flips, $1.standard.id, $1.standard.version)
            }
    }
}

/// What is said about a case in a trial.
public enum TrialAnswer: String, Sendable, Codable, CaseIterable {
    case pay
    case deny
    /// A reviewer is asked: with a model only.
    case review
    /// The clauses alone decide nothing: without a model only.
    case none

    /// Whether neither pay nor deny is said.
    var isOpen: Bool { self == .review || self == .none }

    init(_ verdict: EvaStandards.Verdict) {
        switch verdict {
        case .pay: self = .pay
        case .deny: self = .deny
        case .undecided: self = .none
        }
    }

    init(_ decision: Decision) {
        switch decision.answer {
        case .pay: self = .pay
        case .deny: self = .deny
        case .review: self = .review
        }
    }
}

extension CatalogueTrialResult.Flip: Encodable {
    private enum Key: String, CodingKey {
        case id = "case_id"
        case time, label, before, after
        case noLonger = "no_longer"
        case newly
    }

    /// Writes all keys; what there is not is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(time, forKey: .time)
        try container.encode(label, forKey: .label)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
        try container.encode(noLonger, forKey: .noLonger)
        try container.encode(newly, forKey: .newly)
    }
}

extension CatalogueTrialResult: Encodable {
    private enum Key: String, CodingKey {
        case corpus, cases
        case hasModel = "with_model"
        case totals, clauses, flips
    }

    /// Writes totals, then totals by clause, then every flip.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(corpus, forKey: .corpus)
        try container.encode(cases, forKey: .cases)
        try container.encode(hasModel, forKey: .hasModel)
        try container.encode(totals, forKey: .totals)
        try container.encode(clauses, forKey: .clauses)
        try container.encode(flips, forKey: .flips)
    }
}
