import Foundation
import GRDB

/// Walks through the audit from its first row and holds each record against the row that vouches for it.
struct AuditCheck {
    private let reader: StoreReader
    private let anchor: AuditAnchor?
    private var report = AuditReport()
    private var counts: [String: Int] = [:]

    private init(_ reader: StoreReader, _ anchor: AuditAnchor?) {
        self.reader = reader
        self.anchor = anchor
    }

    static func run(_ reader: StoreReader, anchor: AuditAnchor?) throws -> AuditReport {
        var check = AuditCheck(reader, anchor)
        try check.walk()
        try check.compareCounts()
        try check.checkStates()
        return check.report
    }

    private mutating func walk() throws {
        var last: (seq: Int64, hash: Data) = (0, AuditChain.beginning)
        var isAnchored = anchor == nil
        let rows = try Row.fetchCursor(reader.db, sql: "SELECT * FROM audit ORDER BY seq")
        while let row = try rows.next().map(AuditRow.init) {
            let place = "audit:\(row.seq)"
            if row.seq != last.seq + 1 {
                report.add(.removedRows, place, "rows \(last.seq + 1) to \(row.seq - 1) are missing")
            } else if row.previous != last.hash {
                report.add(.brokenLink, place, "the row does not hold the hash of the row before it")
            }
            if row.hash != row.expectedHash { report.add(.alteredRow, place, "the row is not what was hashed") }
            if let anchor, anchor.seq == row.seq {
                isAnchored = true
                if anchor.hash != row.hash.hexadecimal {
                    report.add(.anchor, place, "the row is not the one that was kept as the anchor")
                }
            }
            try checkRecord(row)
            last = (row.seq, row.hash)
            report.rows += 1
        }
        if last.seq > 0 { report.head = AuditAnchor(seq: last.seq, hash: last.hash.hexadecimal) }
        if let anchor, !isAnchored {
            report.add(.anchor, "audit:\(anchor.seq)", "the row that was kept as the anchor is not there")
        }
    }

    /// What the audit's row says about a record.
    private struct Seal: Decodable {
        let kind: String
        let key: Int64
        let content: String
        let record: String
    }

    private mutating func checkRecord(_ row: AuditRow) throws {
        guard let action = AuditAction(rawValue: row.action), Self.sealing.contains(action) else { return }
        guard let seal = try? JSONDecoder().decode(Seal.self, from: Data(row.detail.utf8)) else {
            return report.add(.alteredRow, "audit:\(row.seq)", "the row does not say what it vouches for")
        }
        let db = reader.db
        switch seal.kind {
        case StoredCase.kind:
            let record = try db.first("SELECT * FROM cases WHERE number = ?", [seal.key]).map(StoredCase.init)
            try check(record, seal, row, action)
        case StoredSuggestion.kind:
            let record = try db.first("SELECT * FROM suggestions WHERE id = ?", [seal.key]).map(StoredSuggestion.init)
            try check(record, seal, row, action)
        case StoredDecision.kind:
            let record = try db.first("SELECT * FROM decisions WHERE id = ?", [seal.key]).map(StoredDecision.init)
            try check(record, seal, row, action)
        case StoredReview.kind:
            let record = try db.first("SELECT * FROM reviews WHERE id = ?", [seal.key]).map(StoredReview.init)
            try check(record, seal, row, action)
        default: report.add(.alteredRow, "audit:\(row.seq)", "the row vouches for an unknown kind of record")
        }
    }

    private static let sealing: Set<AuditAction> = [
        .caseReceive, .caseAmend, .casePurge, .suggestionServe, .decisionCommit, .decisionMake, .reviewSettle,
    ]

    private mutating func check(
        _ record: (some Sealed)?,
        _ seal: Seal,
        _ row: AuditRow,
        _ action: AuditAction
    ) throws {
        let place = "\(seal.kind):\(seal.key)"
        guard let record else {
            return report.add(.removedRecord, place, "row \(row.seq) of the audit tells of it, but it is not there")
        }
        // An earlier state of a case that was amended or purged since; the last row of it vouches for what is there.
        guard record.audit == row.seq else { return }
        counts[seal.kind, default: 0] += 1
        report.records += 1
        let owner = try reader.db.first(
            "SELECT salt FROM cases WHERE number = ?",
            [Int64(row.subject.dropFirst("case:".count))]
        )
        let salt: Data? = try owner?.optional("salt")
        if let salt, record.content(salt: salt) != seal.content {
            report.add(.alteredRecord, place, "its text is not what row \(row.seq) of the audit vouches for")
        } else if salt == nil, record.personal != nil || (seal.kind == StoredCase.kind && action != .casePurge) {
            report.add(.alteredRecord, place, "its personal fields were removed without a purge")
        } else if record.record(content: seal.content) != seal.record {
            report.add(.alteredRecord, place, "it is not what row \(row.seq) of the audit vouches for")
        }
    }

    /// Records that no row of the audit vouches for.
    private mutating func compareCounts() throws {
        let tables = [
            ("cases", StoredCase.kind), ("suggestions", StoredSuggestion.kind), ("decisions", StoredDecision.kind),
            ("reviews", StoredReview.kind),
        ]
        for (table, kind) in tables {
            let count = try reader.db.count("SELECT count(*) FROM \(table)")
            let known = counts[kind, default: 0]
            guard count != known else { continue }
            report.add(.unknownRecord, table, "the audit vouches for \(known) of \(count) records")
        }
    }

    private mutating func checkStates() throws {
        for (id, message) in try reader.inconsistentCases() { report.add(.inconsistentCase, id, message) }
    }
}

extension StoreReader {
    /// Checks the audit from its first row, and every case, suggestion, decision and review against it.
    ///
    /// Rows removed from the end show only against an `anchor` that was kept elsewhere, or by the records that they
    /// vouched for.
    public func verifyAudit(anchor: AuditAnchor? = nil) throws -> AuditReport {
        try AuditCheck.run(self, anchor: anchor)
    }

    /// Cases whose status is not what their decisions and reviews say, with what is wrong; the first hundred.
    func inconsistentCases() throws -> [(id: String, message: String)] {
        let rows = try db.all(
            """
            SELECT case_id, status, decision, review, queued FROM (
                SELECT case_id, status,
                    EXISTS (SELECT 1 FROM decisions d WHERE d.case_number = number AND d.final = 1) AS decision,
                    EXISTS (SELECT 1 FROM reviews r WHERE r.case_number = number) AS review,
                    EXISTS (SELECT 1 FROM review_queue q WHERE q.case_number = number) AS queued
                FROM cases)
            WHERE NOT CASE status
                WHEN 'open' THEN NOT decision AND NOT review AND NOT queued
                WHEN 'decided' THEN decision AND NOT review AND NOT queued
                WHEN 'in_review' THEN NOT review AND queued
                ELSE review AND NOT queued
            END
            LIMIT 100
            """
        )
        return try rows.map { row in
            let parts = try ["decision", "review", "queued"].filter { try row.value($0) }
            let status: String = try row.value("status")
            return (try row.value("case_id"), "it is \(status) and has \(parts.joined(separator: ", "))")
        }
    }
}

extension EvaStore {
    /// Checks the audit; see `StoreReader.verifyAudit`.
    public func verifyAudit(anchor: AuditAnchor? = nil) async throws -> AuditReport {
        try await read { try $0.verifyAudit(anchor: anchor) }
    }
}
