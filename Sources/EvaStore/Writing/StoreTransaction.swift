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

    /// Reads what is there, the change so far included.
    public var reader: StoreReader { StoreReader(db: db, options: options, now: now) }

    /// Notes in the audit what happened outside the store, such as the promotion of a model.
    public func note(_ action: AuditAction, subject: String, detail: [String: String] = [:]) throws {
        try audit(action, subject, AuditDetail(detail.map { ($0.key, .text($0.value)) }))
    }

    /// Appends to the audit.
    func audit(
        _ action: AuditAction,
        _ subject: String,
        _ detail: AuditDetail = AuditDetail([]),
        after last: AuditChain.End? = nil
    ) throws {
        try AuditChain.append(
            to: db,
            after: try last ?? AuditChain.end(db),
            time: now,
            actor: actor,
            action: action,
            subject: subject,
            detail: detail
        )
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
