/// One fact of a case that a model may learn from.
public struct Field: Sendable, Equatable, Codable {
    /// Column name in files and key in JSON.
    public var name: String
    /// What the column holds.
    public var type: FieldType
    /// Separator of the members of a set; `;` when the schema does not say.
    public var separator: String
    /// Direction in which the score may move when the value grows; for sets: when members are added.
    public var monotone: Monotone?
    /// Used by the model, but never shown to a claimant.
    public var confidential: Bool
    /// Whether claimant or agent can act on it, so that it is worth saying what a change of it would do; `nil`: as it
    /// does for evidence, and for nothing else.
    public var actionable: Bool?
    /// Language of a text, as a BCP 47 tag (`zh`, `en`); a hint for people, the n-grams work for all.
    public var language: String?
    /// Name for people.
    public var title: Titles?
    /// Help for people.
    public var help: Titles?

    /// Creates a field.
    public init(
        name: String,
        type: FieldType,
        separator: String = ";",
        monotone: Monotone? = nil,
        confidential: Bool = false,
        actionable: Bool? = nil,
        language: String? = nil,
        title: Titles? = nil,
        help: Titles? = nil
    ) {
        self.name = name
        self.type = type
        self.separator = separator
        self.monotone = monotone
        self.confidential = confidential
        self.actionable = actionable
        self.language = language
        self.title = title
        self.help = help
    }

    /// Whether more of it is more evidence: a set in which a further member never lowers the score.
    public var isEvidence: Bool { type == .set && monotone == .up }
}

/// What a column holds.
public enum FieldType: String, Sendable, Codable, CaseIterable {
    /// One of a list of names.
    case category
    /// Zero or more names, split at a separator.
    case set
    /// A number.
    case number
    /// An amount of money in the corpus' currency.
    case money
    /// A date, with or without a time of day.
    case date
    /// Yes or no.
    case flag
    /// Free text.
    case text
}

/// Direction of a monotone constraint.
public enum Monotone: String, Sendable, Codable, CaseIterable {
    /// More never lowers the score.
    case up
    /// More never raises the score.
    case down
}

/// A text for people in English and Chinese.
public struct Titles: Sendable, Equatable, Codable {
    /// English.
    public var en: String
    /// Chinese.
    public var zh: String

    /// Creates a bilingual text.
    public init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }
}
