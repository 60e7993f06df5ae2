/// Cases with their labels and what a model said about them, one array a field, the same position a case.
public struct ScoredCases: Sendable, Equatable {
    /// What was suggested for a case.
    public enum Suggestion: String, Sendable, Codable, CaseIterable {
        case pay
        case deny
        case review
    }

    /// A field by whose values the figures are also given.
    public struct SliceField: Sendable, Equatable {
        /// Name of the field.
        public let field: String
        /// Value of each case.
        public let values: [String]
        /// The values in the order in which they are told, each alone; `nil`: those with most cases first, the rest
        /// pooled.
        public let order: [String]?

        /// Creates a field with the value of each case.
        public init(field: String, values: [String], order: [String]? = nil) {
            self.field = field
            self.values = values
            self.order = order
        }
    }

    /// 1 for pay, 0 for deny.
    public let labels: [Int8]
    /// Calibrated probability of pay, in [0, 1].
    public let probabilities: [Double]
    /// What was suggested.
    public let suggestions: [Suggestion]
    /// Why a case is left to review; `nil` for the others.
    public let reviewCauses: [String?]?
    /// Amount claimed; NaN where it is not known.
    public let amounts: [Double]?
    /// What errors and reviews cost; `nil` without a table of costs.
    public let costs: CaseCosts?
    /// An agent's decision before re-review, coded as the labels; −1 where it is not known.
    public let firstDecisions: [Int8]?
    /// True probability of pay, in [0, 1]: simulated corpora only.
    public let truths: [Double]?
    /// Period of each case, such as its year; periods are ordered as text.
    public let periods: [String]?
    /// Fields by whose values the figures are also given.
    public let slices: [SliceField]

    /// Checks and keeps the arrays; without `suggestions` every case is pay at p ≥ .5 and deny below.
    ///
    /// **Throws**: `EvaluationError` when the counts differ, a label is neither 0 nor 1, a probability or truth is
    /// outside [0, 1] or NaN, or an amount or cost is infinite.
    public init(
        labels: [Int8],
        probabilities: [Double],
        suggestions: [Suggestion]? = nil,
        reviewCauses: [String?]? = nil,
        amounts: [Double]? = nil,
        costs: CaseCosts? = nil,
        firstDecisions: [Int8]? = nil,
        truths: [Double]? = nil,
        periods: [String]? = nil,
        slices: [SliceField] = []
    ) throws(EvaluationError) {
        self.labels = labels
        self.probabilities = probabilities
        self.suggestions = suggestions ?? probabilities.map { $0 >= 0.5 ? .pay : .deny }
        self.reviewCauses = reviewCauses
        self.amounts = amounts
        self.costs = costs
        self.firstDecisions = firstDecisions
        self.truths = truths
        self.periods = periods
        self.slices = slices
        try checkCounts()
        try checkValues()
    }

    /// Number of cases.
    public var count: Int { labels.count }

    /// The cases at the positions given, in that order, without periods and slices.
    func selecting(_ positions: [Int]) -> ScoredCases {
        ScoredCases(
            labels: positions.map { labels[$0] },
            probabilities: positions.map { probabilities[$0] },
            suggestions: positions.map { suggestions[$0] },
            reviewCauses: reviewCauses.map { causes in positions.map { causes[$0] } },
            amounts: amounts.map { amounts in positions.map { amounts[$0] } },
            costs: costs?.selecting(positions),
            firstDecisions: firstDecisions.map { decisions in positions.map { decisions[$0] } },
            truths: truths.map { truths in positions.map { truths[$0] } }
        )
    }

    private init(
        labels: [Int8],
        probabilities: [Double],
        suggestions: [Suggestion],
        reviewCauses: [String?]?,
        amounts: [Double]?,
        costs: CaseCosts?,
        firstDecisions: [Int8]?,
        truths: [Double]?
    ) {
        self.labels = labels
        self.probabilities = probabilities
        self.suggestions = suggestions
        self.reviewCauses = reviewCauses
        self.amounts = amounts
        self.costs = costs
        self.firstDecisions = firstDecisions
        self.truths = truths
        periods = nil
        slices = []
    }

    private func checkCounts() throws(EvaluationError) {
        var counts = [("probabilities", probabilities.count), ("suggestions", suggestions.count)]
        if let reviewCauses { counts.append(("review_causes", reviewCauses.count)) }
        if let amounts { counts.append(("amounts", amounts.count)) }
        if let costs {
            counts.append(("costs.stakes", costs.stakes.count))
            counts.append(("costs.wrong_pays", costs.wrongPays.count))
            counts.append(("costs.wrong_denies", costs.wrongDenies.count))
        }
        if let firstDecisions { counts.append(("first_decisions", firstDecisions.count)) }
        if let truths { counts.append(("truths", truths.count)) }
        if let periods { counts.append(("periods", periods.count)) }
        for slice in slices { counts.append(("slices.\(slice.field)", slice.values.count)) }
        for (name, count) in counts where count != labels.count {
            throw EvaluationError(
                .unequalCounts,
                "\(count) values for \(labels.count) labels",
                place: name,
                cure: "give one value a case"
            )
        }
    }

    private func checkValues() throws(EvaluationError) {
        for (index, label) in labels.enumerated() where label != 0 && label != 1 {
            throw EvaluationError(
                .invalidLabel,
                "label \(label)",
                place: "labels[\(index)]",
                cure: "give 1 for pay or 0 for deny"
            )
        }
        try checkProbabilities(probabilities, .invalidProbability, name: "probabilities")
        try checkProbabilities(truths ?? [], .invalidTruth, name: "truths")
        for (index, amount) in (amounts ?? []).enumerated() where amount.isInfinite {
            throw EvaluationError(
                .invalidAmount,
                "amount \(amount)",
                place: "amounts[\(index)]",
                cure: "give a finite amount, or NaN where it is not known"
            )
        }
        for (name, values) in costs?.all ?? [] {
            for (index, cost) in values.enumerated() where !(cost >= 0 && cost.isFinite) {
                throw EvaluationError(
                    .invalidCost,
                    "cost \(cost)",
                    place: "costs.\(name)[\(index)]",
                    cure: "give a finite cost of at least 0"
                )
            }
        }
    }

    private func checkProbabilities(
        _ values: [Double],
        _ code: EvaluationError.Code,
        name: String
    ) throws(EvaluationError) {
        for (index, value) in values.enumerated() where !(value >= 0 && value <= 1) {
            throw EvaluationError(
                code,
                "probability \(value)",
                place: "\(name)[\(index)]",
                cure: "give a number in [0, 1]"
            )
        }
    }
}
