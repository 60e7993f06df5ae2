public import EvaCorpus
public import EvaStandards

/// A written clause that applies to a case, and what it says there.
public struct ClauseFinding: Sendable, Equatable {
    /// Identifier of the clause.
    public var id: String
    /// Its version.
    public var version: Int
    /// Its name for people.
    public var title: Titles
    /// The clause as it is written.
    public var text: Titles
    /// What it says once its evidence is there; of `needs_evidence`, as long as it is not.
    public var effect: Effect
    /// Whether the effect comes about in this case.
    public var isInForce: Bool
    /// Evidence that it asks for and the case does not have.
    public var missingEvidence: [String]

    /// Creates a finding.
    package init(
        id: String,
        version: Int,
        title: Titles,
        text: Titles,
        effect: Effect,
        isInForce: Bool,
        missingEvidence: [String]
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.text = text
        self.effect = effect
        self.isInForce = isInForce
        self.missingEvidence = missingEvidence
    }
}

/// Evidence that a case lacks, with the clauses that ask for it.
public struct MissingEvidence: Sendable, Equatable {
    /// Member of the catalogue's evidence field.
    public var evidence: String
    /// Identifiers of the clauses, in the order of the catalogue.
    public var standards: [String]

    /// Creates a lack.
    package init(evidence: String, standards: [String]) {
        self.evidence = evidence
        self.standards = standards
    }
}

/// Two voices that say opposite things about a case.
public struct StandardsConflict: Sendable, Equatable {
    /// Identifiers of the clauses that speak for paying; empty when it is the model that does.
    public var forPay: [String]
    /// Identifiers of the clauses that speak for denying; empty when it is the model that does.
    public var forDeny: [String]
    /// Sentence for people.
    public var text: Titles

    /// Creates a conflict.
    package init(forPay: [String], forDeny: [String], text: Titles) {
        self.forPay = forPay
        self.forDeny = forDeny
        self.text = text
    }
}
