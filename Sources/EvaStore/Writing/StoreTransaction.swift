import GRDB

/// A change of the store: all that is done with one transaction is committed together, with its audit rows, or not at
/// all.
///
/// Its methods are beside what they change: cases, suggestions, decisions, reviews, people, settings.
public struct StoreTransaction {
    let db: Database
    let options: StoreOptions
    /// Who makes the change.
    public let actor: AuditActor
    /// When.
    public let now: StoreTime
    private let chain = Chain()

    /// The audit's end after the change so far, once it was asked for.
    private final class Chain {
        var end: AuditChain.End?
    }

    /// Reads what is there, the change so far included.
    public var reader: StoreReader { StoreReader(db: db, options: options, now: now) }

    /// Notes in the audit what happened outside the store, such as the promotion of a model.
    public func note(_ action: AuditAction, subject: String, detail: [String: String] = [:]) throws {
        try audit(action, subject, AuditDetail(detail.map { ($0.key, .text($0.value)) }))
    }

    /// Number of the row that the audit gets next.
    func nextAudit() throws -> Int64 { try auditEnd().next }

    /// Appends to the audit.
    func audit(_ action: AuditAction, _ subject: String, _ detail: AuditDetail = AuditDetail([])) throws {
        chain.end = try AuditChain.append(
            to: db,
            after: try auditEnd(),
            time: now,
            actor: actor,
            action: action,
            subject: subject,
            detail: detail
        )
    }

    private func auditEnd() throws -> AuditChain.End {
        if let end = chain.end { return end }
        let end = try AuditChain.end(db)
        chain.end = end
        return end
    }
}

/// Reads the store as it is at one moment.
///
/// Its queries are beside what they read.
public struct StoreReader {
    let db: Database
    let options: StoreOptions
    /// The moment against which leases, sessions and tokens are judged.
    public let now: StoreTime
}
