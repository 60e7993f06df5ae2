/// The three answers.
public enum Answer: String, Sendable, Codable, CaseIterable {
    /// Pay the claim.
    case pay
    /// Deny the claim; a person decides.
    case deny
    /// Have a reviewer look at it.
    case review
}

/// Why Eva leaves a case to a reviewer.
public enum ReviewCause: String, Sendable, Codable, CaseIterable {
    /// The model is not sure enough for the error budgets, or cannot name what speaks for its answer.
    case unsure
    /// The case is unlike anything that was seen.
    case novelty
    /// Clauses that must be followed say opposite things.
    case standardsInConflict = "standards_in_conflict"
    /// Evidence that a clause asks for is missing, and with it the answer could be another one.
    case evidenceMissing = "evidence_missing"
    /// The newest decided cases of its segment have used up the error budget.
    case budgetSpent = "budget_spent"
}

/// Who has the last word in a suggestion.
public enum Decider: String, Sendable, Codable, CaseIterable {
    /// The model, with the rule, costs and distances by which its probability becomes an answer.
    case model
    /// Written standards, whatever the model says.
    case standard
}

/// Name, version and content hash of a bundle.
public struct ModelIdentity: Sendable, Equatable, Codable {
    /// Name in the repository.
    public var name: String
    /// Version in the repository.
    public var version: String
    /// SHA-256 of the manifest, which holds the checksums of all parts.
    public var hash: String

    /// Creates an identity.
    public init(name: String, version: String, hash: String) {
        self.name = name
        self.version = version
        self.hash = hash
    }
}
