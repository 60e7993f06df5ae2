/// The roles and types of a corpus' columns: what is learned from, what is learned, and what must never be seen.
///
/// A column that the schema does not name is an error, so that no outcome slips in as a feature.
public struct Schema: Sendable, Equatable, Codable {
    /// Name of the corpus, for example `tsa-claims`.
    public var corpus: String
    /// Column that identifies a case; unique in a corpus.
    public var id: String
    /// Column that orders the corpus; it enters a model only as recency and trend.
    public var time: String
    /// The final decision.
    public var label: LabelColumn
    /// Money at stake; `nil` when the corpus has none.
    public var amount: AmountColumn?
    /// Facts known when the case was decided, in the order of the schema file.
    public var fields: [Field]
    /// Columns known only after the decision; read, checked, never a feature.
    public var outcomeOnly: [String]
    /// Column with the agent who decided first.
    public var agent: String?
    /// Column with the amount that was paid; never a feature.
    public var paid: String?
    /// Column with the decision before re-review; never a feature.
    public var firstDecision: String?
    /// Column with the true probability of pay; simulated corpora only, never a feature.
    public var truth: String?
    /// Columns that are skipped.
    public var ignore: [String]

    /// Creates a schema; `validate()` (Schema+Validation.swift) says whether it holds together.
    public init(
        corpus: String,
        id: String,
        time: String,
        label: LabelColumn,
        amount: AmountColumn? = nil,
        fields: [Field],
        outcomeOnly: [String] = [],
        agent: String? = nil,
        paid: String? = nil,
        firstDecision: String? = nil,
        truth: String? = nil,
        ignore: [String] = []
    ) {
        self.corpus = corpus
        self.id = id
        self.time = time
        self.label = label
        self.amount = amount
        self.fields = fields
        self.outcomeOnly = outcomeOnly
        self.agent = agent
        self.paid = paid
        self.firstDecision = firstDecision
        self.truth = truth
        self.ignore = ignore
    }

    /// Position of the field called `name` in `fields` and in `CaseTable.columns`.
    public func fieldIndex(_ name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }
}

/// The column with the label and the spellings that mean pay and deny.
public struct LabelColumn: Sendable, Equatable, Codable {
    /// Column name.
    public var field: String
    /// Values that mean pay.
    public var pay: [String]
    /// Values that mean deny.
    public var deny: [String]

    /// Creates a label column.
    public init(field: String, pay: [String] = ["pay"], deny: [String] = ["deny"]) {
        self.field = field
        self.pay = pay
        self.deny = deny
    }
}

/// The column with the money at stake; it may at the same time be a field.
public struct AmountColumn: Sendable, Equatable, Codable {
    /// Column name.
    public var field: String
    /// ISO 4217 code, for example `USD` or `CNY`.
    public var currency: String

    /// Creates an amount column.
    public init(field: String, currency: String) {
        self.field = field
        self.currency = currency
    }
}
