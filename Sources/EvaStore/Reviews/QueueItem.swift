public import EvaDecisions
import GRDB

/// Why a case is in the review queue.
public enum QueueCause: String, Sendable, Codable, CaseIterable {
    /// Eva suggested review.
    case suggested
    /// The agent left it to a reviewer.
    case escalated
    /// Somebody asked for a reviewer's word.
    case requested
    /// It was drawn for blind re-review.
    case random
}

/// A case in the review queue.
public struct QueueItem: Sendable, Equatable {
    /// Number of the case.
    public let caseNumber: Int64
    /// Identifier of the case.
    public let caseID: String
    /// Why it is here.
    public let cause: QueueCause
    /// Whether the reviewer must see neither suggestion nor decision.
    public let isBlind: Bool
    /// Money at stake.
    public let amount: Double?
    /// Segment.
    public let segment: String?
    /// Money at stake times the probability that the suggestion is wrong.
    public let risk: Double
    /// Probability that the suggested decision is right; ½ without a suggestion.
    public let confidence: Double
    /// Since when.
    public let queued: StoreTime
    /// Reviewer who holds it.
    public let holder: Int64?
    /// Until when.
    public let leaseUntil: StoreTime?
}

extension QueueItem {
    init(_ row: Row) throws {
        caseNumber = try row.value("case_number")
        caseID = try row.value("case_id")
        cause = try row.choice("cause")
        isBlind = try row.value("blind")
        amount = try row.optional("amount")
        segment = try row.optional("segment")
        risk = try row.value("risk")
        confidence = try row.value("confidence")
        queued = try row.time("queued")
        holder = try row.optional("holder")
        leaseUntil = try row.optionalTime("lease_until")
    }
}

/// A case that a reviewer holds, with both sides' view of it.
public struct HeldCase: Sendable, Equatable {
    /// Its place in the queue.
    public let item: QueueItem
    /// The case.
    public let stored: StoredCase
    /// What Eva suggested; `nil` when the review is blind or there is none.
    public let suggestion: StoredSuggestion?
    /// What was decided; empty when the review is blind or there is nothing yet.
    public let decisions: [StoredDecision]
}

/// A reviewer's final word.
public struct NewReview: Sendable {
    /// Identifier of the case.
    public var caseID: String
    /// User who reviews.
    public var reviewer: Int64
    /// Pay or deny.
    public var answer: Answer
    /// Remark.
    public var note: String?

    /// Creates a review.
    public init(caseID: String, reviewer: Int64, answer: Answer, note: String? = nil) {
        self.caseID = caseID
        self.reviewer = reviewer
        self.answer = answer
        self.note = note
    }
}

/// A review in the store.
public struct StoredReview: Sendable, Equatable {
    /// Number.
    public let id: Int64
    /// Number of its case.
    public let caseNumber: Int64
    /// User who reviewed.
    public let reviewer: Int64
    /// Pay or deny.
    public let answer: Answer
    /// Remark; `nil` where there is none, and after a purge.
    public let note: String?
    /// Why the case was in the queue.
    public let cause: QueueCause
    /// Whether the reviewer saw neither suggestion nor decision.
    public let isBlind: Bool
    /// Share of cases that was drawn when this one was; `nil` unless blind.
    public let share: Double?
    /// When.
    public let reviewed: StoreTime
    let audit: Int64
}

extension StoredReview: Sealed {
    static let kind = "review"
    var key: Int64 { id }
    var personal: String? { note }

    func add(to digest: inout Digest) {
        digest.add(caseNumber)
        digest.add(reviewer)
        digest.add(answer.rawValue)
        digest.add(cause.rawValue)
        digest.add(isBlind)
        digest.add(share)
        digest.add(reviewed.milliseconds)
    }
}

extension StoredReview {
    init(_ row: Row) throws {
        id = try row.value("id")
        caseNumber = try row.value("case_number")
        reviewer = try row.value("reviewer")
        answer = try row.choice("answer")
        note = try row.optional("note")
        cause = try row.choice("cause")
        isBlind = try row.value("blind")
        share = try row.optional("share")
        reviewed = try row.time("reviewed")
        audit = try row.value("audit")
    }
}
