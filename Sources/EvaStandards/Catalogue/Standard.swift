public import EvaCorpus

/// A versioned written clause: when it applies, which evidence it asks for and what it then says.
public struct Standard: Sendable, Equatable {
    /// Identifier, the same for all versions of a clause.
    public var id: String
    /// Version of the clause; an identifier and a version occur once in a catalogue.
    public var version: Int
    /// Name for people.
    public var title: Titles
    /// The clause as it is written.
    public var text: Titles
    /// Cases that the clause is about.
    public var condition: Condition
    /// Members that the catalogue's evidence field must hold before the effect comes about.
    public var evidence: [String]
    /// What the clause says.
    public var effect: Effect
    /// First moment at which the clause is valid; `nil` when it has always been.
    public var validFrom: CaseTime?
    /// First moment at which the clause is valid no longer; `nil` when no end is set.
    public var validTo: CaseTime?

    /// Creates a standard.
    public init(
        id: String,
        version: Int = 1,
        title: Titles,
        text: Titles,
        condition: Condition,
        evidence: [String] = [],
        effect: Effect,
        validFrom: CaseTime? = nil,
        validTo: CaseTime? = nil
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.text = text
        self.condition = condition
        self.evidence = evidence
        self.effect = effect
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Whether the clause is valid at a moment; a case without a time is judged by the clauses without an end.
    public func isValid(at time: CaseTime) -> Bool {
        if time.isMissing { return validTo == nil }
        if let validFrom, time < validFrom { return false }
        if let validTo, time >= validTo { return false }
        return true
    }
}

/// What a standard says about a case that it applies to.
public enum Effect: String, Sendable, Codable, CaseIterable {
    /// The claim is paid, whatever else speaks against it.
    case mustPay = "must_pay"
    /// The claim is denied, whatever else speaks for it.
    case mustDeny = "must_deny"
    /// Speaks for paying.
    case supportsPay = "supports_pay"
    /// Speaks for denying.
    case supportsDeny = "supports_deny"
    /// Speaks for denying as long as the required evidence is not complete.
    case needsEvidence = "needs_evidence"
}
