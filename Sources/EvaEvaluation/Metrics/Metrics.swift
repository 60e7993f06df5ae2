/// The figures of judged cases, with the JSON keys of evaluate and backtest; a figure that is undefined is null.
public struct Metrics: Sendable, Equatable {
    /// What the best possible predictor, which knows each case's true probability, reaches on the very same labels.
    public struct BestPossible: Sendable, Equatable, Codable {
        /// Share of cases whose label is that of the true probability at ≥ .5.
        public let accuracy: Double
        /// Log loss of the true probabilities, clipped at 1e-6.
        public let logLoss: Double

        enum CodingKeys: String, CodingKey {
            case accuracy
            case logLoss = "log_loss"
        }
    }

    /// Number of cases judged.
    public let cases: Int
    /// Share of cases whose label is pay.
    public let baseRate: Double
    /// Share of all cases whose label is that of p ≥ .5, whatever was suggested.
    public let accuracy: Double
    /// Its 95 % Wilson interval.
    public let accuracyInterval: Interval
    /// Share of the more frequent label among the judged cases: what always giving that label would reach.
    public let majorityAccuracy: Double
    /// Area under the ROC curve; `nil` when all labels are the same.
    public let auc: Double?
    /// Mean negative log-likelihood, probabilities clipped at 1e-6.
    public let logLoss: Double
    /// Mean squared difference of probability and label.
    public let brier: Double
    /// Expected calibration error over 15 equal-width bins of confidence on [.5, 1].
    public let ece: Double
    /// Area under the risk–coverage curve.
    public let aurc: Double
    /// Share of cases with a suggestion of pay or deny.
    public let coverage: Double
    /// Share of those whose suggestion is their label; `nil` when all went to review.
    public let selectiveAccuracy: Double?
    /// Its 95 % Wilson interval.
    public let selectiveAccuracyInterval: Interval?
    /// 1 − selective accuracy.
    public let selectiveError: Double?
    /// Wrong pays among the pays suggested; `nil` when none was.
    public let wrongPayRate: Double?
    /// Its 95 % Wilson interval.
    public let wrongPayRateInterval: Interval?
    /// Wrong denies among the denies suggested; `nil` when none was.
    public let wrongDenyRate: Double?
    /// Its 95 % Wilson interval.
    public let wrongDenyRateInterval: Interval?
    /// Cases by label and suggestion.
    public let confusion: Confusion
    /// Cases left to review by their cause, as far as it is told.
    public let reviewCauses: [String: Int]
    /// The errors in amounts claimed; `nil` when no amount is known.
    public let amounts: Amounts?
    /// What the suggestions cost and save; `nil` without a table of costs.
    public let money: Money?
    /// Agents before re-review; `nil` where no first decision is known.
    public let firstDecisions: FirstDecisions?
    /// What the best possible predictor reaches; `nil` when no true probabilities are known.
    public let bestPossible: BestPossible?

    /// Whether the cases are simulated: only then are true probabilities known.
    public var simulated: Bool { bestPossible != nil }

    /// Judges the cases.
    ///
    /// **Throws**: `EvaluationError` when there is no case.
    public init(_ cases: ScoredCases) throws(EvaluationError) {
        let labels = cases.labels
        let probabilities = cases.probabilities
        guard let accuracy = Measure.accuracy(labels: labels, probabilities: probabilities),
            let logLoss = Measure.logLoss(labels: labels, probabilities: probabilities),
            let brier = Measure.brier(labels: labels, probabilities: probabilities),
            let ece = Measure.ece(labels: labels, probabilities: probabilities),
            let aurc = Measure.aurc(labels: labels, probabilities: probabilities),
            let interval = Interval(wilson: Int((accuracy * Double(cases.count)).rounded()), of: cases.count)
        else {
            throw EvaluationError(
                .noCases,
                "there is no case to judge",
                place: "labels",
                cure: "give at least one case"
            )
        }
        func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
        let confusion = Confusion(cases)
        let pays = labels.count { $0 == 1 }
        self.cases = cases.count
        baseRate = Double(pays) / Double(cases.count)
        self.accuracy = accuracy
        accuracyInterval = interval
        majorityAccuracy = Double(max(pays, cases.count - pays)) / Double(cases.count)
        auc = Measure.auc(labels: labels, probabilities: probabilities)
        self.logLoss = logLoss
        self.brier = brier
        self.ece = ece
        self.aurc = aurc
        coverage = Double(confusion.suggested) / Double(cases.count)
        selectiveAccuracy = share(confusion.suggested - confusion.wrong, confusion.suggested)
        selectiveAccuracyInterval = Interval(
            wilson: confusion.suggested - confusion.wrong,
            of: confusion.suggested
        )
        selectiveError = share(confusion.wrong, confusion.suggested)
        wrongPayRate = share(confusion.denyPay, confusion.suggestedPay)
        wrongPayRateInterval = Interval(wilson: confusion.denyPay, of: confusion.suggestedPay)
        wrongDenyRate = share(confusion.payDeny, confusion.suggestedDeny)
        wrongDenyRateInterval = Interval(wilson: confusion.payDeny, of: confusion.suggestedDeny)
        self.confusion = confusion
        reviewCauses = Dictionary(
            grouping: cases.labels.indices.compactMap { cases.reviewCauses?[$0] },
            by: \.self
        )
        .mapValues(\.count)
        amounts = Amounts(cases)
        money = Money(cases)
        firstDecisions = FirstDecisions(cases)
        bestPossible = cases.truths.flatMap { truths in
            guard let accuracy = Measure.accuracy(labels: labels, probabilities: truths),
                let logLoss = Measure.logLoss(labels: labels, probabilities: truths)
            else { return nil }
            return BestPossible(accuracy: accuracy, logLoss: logLoss)
        }
    }
}
