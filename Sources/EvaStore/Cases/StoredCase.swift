import Foundation
import GRDB

/// Where a case stands.
public enum CaseStatus: String, Sendable, Codable, CaseIterable {
    /// Waits for an agent.
    case open
    /// An agent has decided.
    case decided
    /// Waits for a reviewer.
    case inReview = "in_review"
    /// A reviewer has spoken the final word.
    case settled
}

/// A case that comes in.
public struct NewCase: Sendable {
    /// Identifier; `nil` to be given one.
    public var id: String?
    /// The fields as sent: a JSON object.
    public var fields: String
    /// Money at stake.
    public var amount: Double?
    /// Segment of the policy and of the statistics.
    public var segment: String?
    /// User whose case it is; `nil` for whoever takes it.
    public var agent: Int64?

    /// Creates a case.
    public init(
        id: String? = nil,
        fields: String,
        amount: Double? = nil,
        segment: String? = nil,
        agent: Int64? = nil
    ) {
        self.id = id
        self.fields = fields
        self.amount = amount
        self.segment = segment
        self.agent = agent
    }
}

/// A case in the store.
public struct StoredCase: Sendable, Equatable {
    /// Number in the store.
    public let number: Int64
    /// Identifier that others know it by.
    public let id: String
    /// The fields as sent; `nil` after a purge.
    public internal(set) var fields: String?
    /// Money at stake.
    public internal(set) var amount: Double?
    /// Segment of the policy and of the statistics.
    public internal(set) var segment: String?
    /// When it came in.
    public let received: StoreTime
    /// User whose case it is.
    public internal(set) var agent: Int64?
    /// Where it stands.
    public internal(set) var status: CaseStatus
    /// When its personal fields were removed.
    public let purged: StoreTime?
    let salt: Data?
    var audit: Int64

    /// How the audit names it.
    var subject: String { "case:\(number)" }
}

extension StoredCase: Sealed {
    static let kind = "case"
    var key: Int64 { number }
    var personal: String? { fields }

    func add(to digest: inout Digest) {
        digest.add(id)
        digest.add(amount)
        digest.add(segment)
        digest.add(received.milliseconds)
    }
}

extension StoredCase {
    init(_ row: Row) throws {
        number = try row.value("number")
        id = try row.value("case_id")
        fields = try row.optional("fields")
        amount = try row.optional("amount")
        segment = try row.optional("segment")
        received = try row.time("received")
        agent = try row.optional("agent")
        status = try row.choice("status")
        purged = try row.optionalTime("purged")
        salt = try row.optional("salt")
        audit = try row.value("audit")
    }
}
