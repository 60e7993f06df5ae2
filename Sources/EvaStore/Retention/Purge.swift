import Foundation
import GRDB

/// What a purge did.
public struct PurgeResult: Sendable, Equatable {
    /// Cases whose personal fields were removed.
    public internal(set) var cases = 0
    /// Older cases that were left alone because they are open or in review.
    public internal(set) var unfinished = 0
    /// Whether no trace is left in the write-ahead log either; a reader of another process may keep it.
    public internal(set) var isLogEmpty = false
    /// Copies of the database that still hold what was removed, beside it.
    public internal(set) var copies: [String] = []
}

extension EvaStore {
    /// Removes the personal fields of decided and settled cases that came in before `limit`: the facts as sent, the
    /// suggestions as served, reasons and notes in words.
    ///
    /// What was suggested and decided, amounts and segments stay.
    ///
    /// The audit keeps its rows; they hold no personal data, and go on vouching for what stays.
    public func purge(before limit: StoreTime, as actor: AuditActor) async throws -> PurgeResult {
        var result = PurgeResult()
        while true {
            let count = try await write(as: actor) { try $0.purgeSome(before: limit) }
            guard count > 0 else { break }
            result.cases += count
        }
        let cases = result.cases
        result.unfinished = try await write(as: actor) { try $0.finishPurge(before: limit, cases: cases) }
        result.isLogEmpty = try await emptyLog()
        result.copies = copies()
        return result
    }

    /// Moves all that is in the write-ahead log to the database and empties it.
    func emptyLog() async throws -> Bool {
        do {
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        } catch {
            throw StoreError.translated(error, place: path)
        }
    }

    private func copies() -> [String] {
        let url = URL(fileURLWithPath: path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
        return
            names.filter { name in
                [".before-", ".replaced-"].contains { name.hasPrefix(url.lastPathComponent + $0) }
            }
            .sorted()
    }
}

extension StoreReader {
    /// Identifiers of the cases that were purged, now or before.
    public func purgedCases() throws -> Set<String> {
        Set(try db.all("SELECT case_id FROM cases WHERE purged IS NOT NULL").map { try $0.value("case_id") })
    }
}

extension StoreTransaction {
    /// Few enough at a time that the service's writes wait for no more than a moment.
    private static let atOnce = 200

    fileprivate func purgeSome(before limit: StoreTime) throws -> Int {
        let rows = try db.all(
            """
            SELECT * FROM cases
            WHERE received < ? AND purged IS NULL AND status IN ('decided', 'settled')
            ORDER BY received LIMIT ?
            """,
            [limit.milliseconds, Self.atOnce]
        )
        for stored in try rows.map(StoredCase.init) { try purge(stored) }
        return rows.count
    }

    private func purge(_ stored: StoredCase) throws {
        let audit = try nextAudit()
        try seal(stored, .casePurge, of: stored)
        try db.run(
            "UPDATE cases SET fields = NULL, salt = NULL, purged = ?, audit = ? WHERE number = ?",
            [now.milliseconds, audit, stored.number]
        )
        try db.run("UPDATE suggestions SET json = NULL WHERE case_number = ?", [stored.number])
        try db.run("UPDATE decisions SET reason = NULL WHERE case_number = ?", [stored.number])
        try db.run("UPDATE reviews SET note = NULL WHERE case_number = ?", [stored.number])
    }

    /// Removes answers that were kept for repeated requests, and says how many unfinished cases are left.
    fileprivate func finishPurge(before limit: StoreTime, cases: Int) throws -> Int {
        try db.run("DELETE FROM idempotency WHERE created < ?", [limit.milliseconds])
        let unfinished = try db.count(
            "SELECT count(*) FROM cases WHERE received < ? AND purged IS NULL",
            [limit.milliseconds]
        )
        try audit(
            .purgeRun,
            "store",
            AuditDetail([
                ("before", .number(limit.milliseconds)), ("cases", .number(Int64(cases))),
                ("unfinished", .number(Int64(unfinished))),
            ])
        )
        return unfinished
    }
}
