/// What Eva tells an agent about a case; its JSON is the contract of `eva score`, the service and the console.
///
/// Every key is always written; what there is no source for is `null` or empty.
public struct Suggestion: Sendable, Equatable {
    /// Identifier of the case; `nil` when it came without.
    public var caseID: String?
    /// Pay, deny or review.
    public var answer: Answer
    /// Why review; `nil` unless the answer is review.
    public var reviewCause: String?
    /// Probability that the suggested decision is right, max(p, 1 − p).
    public var confidence: Double
    /// Calibrated probability of pay.
    public var probability: Double
    /// Log-odds of pay before calibration.
    public var score: Double
    /// Score of a case of which nothing is known.
    public var base: Double
    /// Log-odds that each field adds, in the order of the schema; base plus their sum is the score.
    public var contributions: [(field: String, value: Double)]
    /// The strongest contributions, at most four.
    public var reasons: [Reason]
    /// Money at stake; `nil` when the case has none.
    public var amount: Double?
    /// The bundle that answered.
    public var model: ModelIdentity

    /// Equality of all parts.
    public static func == (left: Suggestion, right: Suggestion) -> Bool {
        left.caseID == right.caseID && left.answer == right.answer && left.reviewCause == right.reviewCause
            && left.confidence == right.confidence && left.probability == right.probability
            && left.score == right.score && left.base == right.base
            && left.contributions.elementsEqual(right.contributions, by: ==) && left.reasons == right.reasons
            && left.amount == right.amount && left.model == right.model
    }
}

/// The three answers.
public enum Answer: String, Sendable, Codable, CaseIterable {
    /// Pay the claim.
    case pay
    /// Deny the claim; a person decides.
    case deny
    /// Have a reviewer look at it.
    case review
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
