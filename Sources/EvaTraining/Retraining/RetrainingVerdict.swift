import EvaCorpus
import EvaDecisions
public import EvaEvaluation
import Foundation

/// How a challenger did against the champion, and whether it may take its place.
public struct RetrainingVerdict: Sendable, Codable {
    /// What one of the two reached on the judged cases.
    public struct Side: Sendable, Codable {
        /// Mean negative log-likelihood.
        public let logLoss: Double
        /// Share of right answers at .5.
        public let accuracy: Double
        /// Share of cases with a suggestion of pay or deny.
        public let coverage: Double
        /// Whether the overall budgets were held; empty without a policy.
        public let budgets: [BudgetReport.Outcome]
    }

    /// A period of the challenger's replay.
    public struct Period: Sendable, Codable {
        /// Such as 2024-05.
        public let period: String
        /// Cases judged.
        public let cases: Int
        /// The champion's log loss on them.
        public let champion: Double
        /// The challenger's.
        public let challenger: Double
    }

    /// The figures of a comparison.
    public struct Figures: Sendable, Codable {
        /// Time of the newest case judged.
        public let lastTime: String
        /// Share of pay among the cases judged.
        public let baseRate: Double
        /// The champion as it is.
        public let champion: Side
        /// The challenger, in its replay.
        public let challenger: Side
        /// Challenger less champion, in log loss.
        public let againstChampion: PairedDifference
        /// Challenger less the share of pay of the very cases judged, in log loss, on the newer half of them: right after
        /// a change the older half shows what had yet to be learned.
        public let againstBaseRate: PairedDifference
        /// Period by period.
        public let periods: [Period]
    }

    /// First moment judged.
    public let since: String
    /// Cases before it, from which the replay's first model learned.
    public let known: Int
    /// Cases judged.
    public let cases: Int
    /// Why the challenger may not take the champion's place; empty when it may.
    public internal(set) var why: [String] = []
    /// `nil` when there was too little to compare.
    public internal(set) var figures: Figures?

    init(since: CaseTime, known: Int, cases: Int) {
        self.since = since.description
        self.known = known
        self.cases = cases
    }

    /// Whether the challenger may take the champion's place.
    public var promotes: Bool { why.isEmpty && figures != nil }
}

extension RetrainingVerdict {
    /// Judges the same cases by both; `times` are theirs.
    mutating func judge(
        _ challenger: ScoredCases,
        against champion: ScoredCases,
        times: ArraySlice<CaseTime>,
        policy: Policy?
    ) {
        let losses = (champion: champion.losses, challenger: challenger.losses)
        let share = Double(challenger.labels.count { $0 == 1 }) / Double(challenger.count)
        let newer = challenger.count / 2..<challenger.count
        guard
            let againstChampion = PairedDifference(zip(losses.challenger, losses.champion).map(-), times: times),
            let againstBaseRate = PairedDifference(
                zip(losses.challenger[newer], ScoredCases.lossesOfShare(challenger.labels[newer])).map(-),
                times: times.suffix(newer.count)
            )
        else {
            why = ["the cases since \(since) are of too few days to judge by"]
            return
        }
        let figures = Figures(
            lastTime: times.last?.description ?? "",
            baseRate: share,
            champion: Side(champion, losses.champion, policy),
            challenger: Side(challenger, losses.challenger, policy),
            againstChampion: againstChampion,
            againstBaseRate: againstBaseRate,
            periods: Self.periods(challenger.periods ?? [], losses.champion, losses.challenger)
        )
        self.figures = figures
        why = Self.objections(figures)
    }

    private static func objections(_ figures: Figures) -> [String] {
        var why: [String] = []
        let difference = figures.againstChampion
        if !difference.isBetter {
            why.append(
                "that it does harm is not excluded: its log loss is \(signed(difference.mean)) against the champion's, "
                    + "with a 95 % interval from \(signed(difference.interval.low)) to \(signed(difference.interval.high))"
            )
        }
        if !figures.againstBaseRate.isBetter {
            why.append(
                "that it knows more than the share of pay is not sure: on the newer half of the cases its log loss is "
                    + "\(signed(figures.againstBaseRate.mean)) against that of the share alone"
            )
        }
        for budget in figures.challenger.budgets where !budget.held {
            let realised = budget.realised.map { "\((100 * $0).formatted(1)) % of \(budget.suggested)" }
            why.append(
                "the budget \(budget.budget) of \((100 * budget.asked).formatted(1)) % is not held: "
                    + (realised.map { "\($0) suggestions were wrong" } ?? "nothing was suggested")
            )
        }
        return why
    }

    private static func signed(_ value: Double) -> String { (value < 0 ? "−" : "+") + abs(value).formatted(4) }

    private static func periods(_ names: [String], _ champion: [Double], _ challenger: [Double]) -> [Period] {
        Dictionary(grouping: names.indices) { names[$0] }
            .sorted { $0.key < $1.key }
            .map { name, positions in
                func mean(_ losses: [Double]) -> Double {
                    positions.reduce(0) { $0 + losses[$1] } / Double(positions.count)
                }
                return Period(
                    period: name,
                    cases: positions.count,
                    champion: mean(champion),
                    challenger: mean(challenger)
                )
            }
    }
}

extension RetrainingVerdict.Side {
    fileprivate init(_ cases: ScoredCases, _ losses: [Double], _ policy: Policy?) {
        let count = Double(cases.count)
        logLoss = losses.reduce(0, +) / count
        accuracy = Double(zip(cases.labels, cases.probabilities).count { ($0 == 1) == ($1 >= 0.5) }) / count
        coverage = Double(cases.suggestions.count { $0 != .review }) / count
        budgets = policy.map { BudgetReport($0, cases).overall } ?? []
    }
}

extension ScoredCases {
    /// Negative log-likelihood of each label.
    fileprivate var losses: [Double] { zip(labels, probabilities).map(Self.loss) }

    /// Those of the labels when each gets their share of pay.
    fileprivate static func lossesOfShare(_ labels: ArraySlice<Int8>) -> [Double] {
        let share = Double(labels.count { $0 == 1 }) / Double(labels.count)
        return labels.map { loss($0, share) }
    }

    /// Negative log-likelihood of a label, the probability clipped to [1e-6, 1 − 1e-6].
    fileprivate static func loss(_ label: Int8, _ probability: Double) -> Double {
        let clipped = min(max(probability, 1e-6), 1 - 1e-6)
        return label == 1 ? -log(clipped) : -log1p(-clipped)
    }
}
