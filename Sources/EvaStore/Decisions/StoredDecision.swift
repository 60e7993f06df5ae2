public import EvaDecisions
import GRDB

/// What an agent decides.
public struct NewDecision: Sendable {
    /// Identifier of the case.
    public var caseID: String
    /// User who decides.
    public var agent: Int64
    /// Pay, deny, or review to leave it to a reviewer.
    public var answer: Answer
    /// Why; needed where the answer differs from a suggestion that was seen.
    public var reason: String?
    /// Whether the agent asks for a reviewer's word all the same.
    public var requestsReview: Bool

    /// Creates a decision.
    public init(caseID: String, agent: Int64, answer: Answer, reason: String? = nil, requestsReview: Bool = false) {
        self.caseID = caseID
        self.agent = agent
        self.answer = answer
        self.reason = reason
        self.requestsReview = requestsReview
    }
}

/// A decision in the store.
public struct StoredDecision: Sendable, Equatable {
    /// Number.
    public let id: Int64
    /// Number of its case.
    public let caseNumber: Int64
    /// User who decided.
    public let agent: Int64
    /// Pay, deny or review.
    public let answer: Answer
    /// Why; `nil` where none was given, and after a purge.
    public let reason: String?
    /// The suggestion there was.
    public let suggestion: Int64?
    /// Whether the suggestion had been seen.
    public let hasSeen: Bool
    /// Whether the agent committed before the suggestion could be seen: this is that commitment, or follows it.
    public let isDecidedFirst: Bool
    /// Whether this is the decision, and not the commitment before it.
    public let isFinal: Bool
    /// When.
    public let decided: StoreTime
    let audit: Int64
}

/// What became of a case by a decision.
public struct DecisionOutcome: Sendable, Equatable {
    /// The decision as stored.
    public let decision: StoredDecision
    /// Where the case stands now.
    public let status: CaseStatus
    /// Why it went to the review queue; `nil` when it did not.
    public let cause: QueueCause?
    /// Whether the agent decided otherwise than a suggestion of pay or deny that was seen.
    public let isOverride: Bool
    /// Segment of the case.
    public let segment: String?
}

extension StoredDecision: Sealed {
    static let kind = "decision"
    var key: Int64 { id }
    var personal: String? { reason }

    func add(to digest: inout Digest) {
        digest.add(caseNumber)
        digest.add(agent)
        digest.add(answer.rawValue)
        digest.add(suggestion)
        digest.add(hasSeen)
        digest.add(isDecidedFirst)
        digest.add(isFinal)
        digest.add(decided.milliseconds)
    }
}

extension StoredDecision {
    init(_ row: Row) throws {
        id = try row.value("id")
        caseNumber = try row.value("case_number")
        agent = try row.value("agent")
        answer = try row.choice("answer")
        reason = try row.optional("reason")
        suggestion = try row.optional("suggestion")
        hasSeen = try row.value("seen")
        isDecidedFirst = try row.value("decided_first")
        isFinal = try row.value("final")
        decided = try row.time("decided")
        audit = try row.value("audit")
    }
}
