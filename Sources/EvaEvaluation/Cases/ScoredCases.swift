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

        /// Creates a field with the value of each case.
        public init(field: String, values: [String]) {
            self.field = field
            self.values = values
        }
    }

    /// 1 for pay, 0 for deny.
    public let labels: [Int8]
    /// Calibrated probability of pay, in [0, 1].
    public let probabilities: [Double]
    /// What was suggested.
    public let suggestions: [Suggestion]
    /// Amount claimed; NaN where it is not known.
    public let amounts: [Double]?
    /// True probability of pay, in [0, 1]: simulated corpora only.
    public let truths: [Double]?
    /// Period of each case, such as its year; periods are ordered as text.
    public let periods: [String]?
    /// Fields by whose values the figures are also given.
    public let slices: [SliceField]

    /// Checks and keeps the arrays; without `suggestions` every case is pay at p ≥ .5 and deny below.
    ///
    /// **Throws**: `EvaluationError` when the counts differ, a label is neither 0 nor 1, a probability or truth is
    /// outside [0, 1] or NaN, or an amount is infinite.
    public init(
        labels: [Int8],
        probabilities: [Double],
        suggestions: [Suggestion]? = nil,
        amounts: [Double]? = nil,
        truths: [Double]? = nil,
        periods: [String]? = nil,
        slices: [SliceField] = []
    ) throws(EvaluationError) {
        self.labels = labels
        self.probabilities = probabilities
        self.suggestions = suggestions ?? probabilities.map { $0 >= 0.5 ? .pay : .deny }
        self.amounts = amounts
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
            amounts: amounts.map { amounts in positions.map { amounts[$0] } },
            truths: truths.map { truths in positions.map { truths[$0] } }
        )
    }

    private init(
        labels: [Int8],
        probabilities: [Double],
        suggestions: [Suggestion],
        amounts: [Double]?,
        truths: [Double]?
    ) {
        self.labels = labels
        self.probabilities = probabilities
        self.suggestions = suggestions
        self.amounts = amounts
        self.truths = truths
        periods = nil
        slices = []
    }

    private func checkCounts() throws(EvaluationError) {
        var counts = [("probabilities", probabilities.count), ("suggestions", suggestions.count)]
        if let amounts { counts.append(("amounts", amounts.count)) }
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
