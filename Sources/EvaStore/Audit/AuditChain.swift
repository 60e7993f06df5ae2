public import Foundation
import GRDB

/// The rows of the audit, each of which holds the hash of the one before.
enum AuditChain {
    /// What the first row holds as the hash of the one before.
    static let beginning = Data(count: 32)

    /// The last row's number and hash, or what stands for them before the first row.
    struct End {
        let seq: Int64
        let hash: Data

        /// Number that the next row will have.
        var next: Int64 { seq + 1 }
    }

    static func end(_ db: Database) throws -> End {
        let last = try db.first("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return try last.map { End(seq: try $0.value("seq"), hash: try $0.value("hash")) }
            ?? End(seq: 0, hash: beginning)
    }

    /// The last row, to be kept elsewhere.
    static func head(_ db: Database) throws -> AuditAnchor? {
        let end = try end(db)
        return end.seq > 0 ? AuditAnchor(seq: end.seq, hash: end.hash.hexadecimal) : nil
    }

    /// Appends a row after the last one, and gives the new end.
    static func append(
        to db: Database,
        after last: End,
        time: StoreTime,
        actor: AuditActor,
        action: AuditAction,
        subject: String,
        detail: AuditDetail
    ) throws -> End {
        var row = AuditRow(
            seq: last.next,
            time: time,
            actor: actor.description,
            action: action.rawValue,
            subject: subject,
            detail: detail.json,
            previous: last.hash,
            hash: Data()
        )
        row.hash = row.expectedHash
        try db.run(
            """
            INSERT INTO audit (seq, time, actor, action, subject, detail, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.seq, row.time.milliseconds, row.actor, row.action, row.subject, row.detail, row.previous, row.hash,
            ]
        )
        return End(seq: row.seq, hash: row.hash)
    }
}

/// A row of the audit.
public struct AuditRow: Sendable, Equatable {
    /// Number, from 1 without gaps.
    public let seq: Int64
    /// When.
    public let time: StoreTime
    /// Who, as `user:7` or `system:cli`.
    public let actor: String
    /// What; a raw value of `AuditAction`.
    public let action: String
    /// To what, for example `case:12`.
    public let subject: String
    /// More, as JSON with sorted keys: hashes, numbers and codes.
    public let detail: String
    /// Hash of the row before; 32 zero bytes in the first.
    public let previous: Data
    /// SHA-256 over all of the above.
    public internal(set) var hash: Data

    var expectedHash: Data {
        var digest = Digest("eva audit 1")
        digest.add(seq)
        digest.add(time.milliseconds)
        digest.add(actor)
        digest.add(action)
        digest.add(subject)
        digest.add(detail)
        digest.add(previous)
        return digest.bytes
    }
}

extension AuditRow {
    init(_ row: Row) throws {
        seq = try row.value("seq")
        time = try row.time("time")
        actor = try row.value("actor")
        action = try row.value("action")
        subject = try row.value("subject")
        detail = try row.value("detail")
        previous = try row.value("previous")
        hash = try row.value("hash")
    }
}

/// A row of the audit that somebody keeps elsewhere; without one, rows removed from the end leave no trace.
public struct AuditAnchor: Sendable, Equatable, Codable {
    /// Number of the row.
    public var seq: Int64
    /// Its hash in hexadecimal.
    public var hash: String

    /// Creates an anchor.
    public init(seq: Int64, hash: String) {
        self.seq = seq
        self.hash = hash
    }

    /// Reads `SEQ:HASH`; `nil` for anything else.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let seq = Int64(parts[0]), seq > 0, parts[1].utf8.count == 64,
            Data(hexadecimal: String(parts[1])) != nil
        else { return nil }
        self.init(seq: seq, hash: String(parts[1]))
    }
}

extension AuditAnchor: CustomStringConvertible {
    /// `SEQ:HASH`.
    public var description: String { "\(seq):\(hash)" }
}

extension StoreReader {
    /// The last row of the audit, to be kept elsewhere; `nil` while there is none.
    public func auditHead() throws -> AuditAnchor? {
        try AuditChain.head(db)
    }

    /// Rows of the audit from number `first` on, at most `limit`.
    public func audit(from first: Int64 = 1, limit: Int = 100) throws -> [AuditRow] {
        try db.all("SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?", [first, limit]).map(AuditRow.init)
    }

    /// All that was done with a case, in order.
    public func audit(of stored: StoredCase) throws -> [AuditRow] {
        try db.all("SELECT * FROM audit WHERE subject = ? ORDER BY seq", [stored.subject]).map(AuditRow.init)
    }
}
