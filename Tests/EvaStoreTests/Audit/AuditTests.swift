import EvaStore
import Foundation
import GRDB
import Testing

@Suite("Audit chain")
struct AuditTests {
    /// A store with cases in all states.
    private func filled() async throws -> StoreExample {
        let example = try await StoreExample.make()
        for id in ["A", "B", "C", "D"] { try await example.suggest(id) }
        try await example.decide("A", .pay)
        try await example.decide("B", .deny, reason: "private reason")
        try await example.decide("C", .review, reason: "unclear")
        try await example.settle("C", .deny, note: "private note")
        return example
    }

    @Test("the chain of an honest store holds, and each change has its row")
    func intact() async throws {
        let example = try await filled()
        defer { example.remove() }
        let report = try await example.store.verifyAudit()
        #expect(report.isIntact && report.faults.isEmpty)
        #expect(report.records == 4 + 4 + 3 + 1)
        let actions = try await example.store.read { try $0.audit(of: $0.case("C")).map(\.action) }
        #expect(
            actions == [
                "case.receive", "suggestion.serve", "decision.make", "review.queue", "review.claim", "review.settle",
            ]
        )
        let head = try await example.store.read { try $0.auditHead() }
        #expect(report.head == head && head?.seq == Int64(report.rows))
        #expect(try await example.store.verifyAudit(anchor: head).isIntact)
    }

    @Test("an empty audit holds; a change that fails leaves no row")
    func rollback() async throws {
        let example = try await filled()
        defer { example.remove() }
        let before = try await example.store.read { try $0.auditHead() }
        #expect(await code { try await example.decide("A", .deny) } == .wrongState)
        #expect(await code { try await example.suggest("A") } == .alreadyExists)
        #expect(try await example.store.read { try $0.auditHead() } == before)
    }

    @Test("SQL cannot update or delete a row of the audit")
    func triggers() async throws {
        let example = try await filled()
        defer { example.remove() }
        let queue = try DatabaseQueue(path: example.path)
        for sql in ["UPDATE audit SET actor = 'x' WHERE seq = 1", "DELETE FROM audit WHERE seq = 1"] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
        try queue.close()
    }

    @Test(
        "whoever changes the audit behind the store's back is found out",
        arguments: [
            ("UPDATE audit SET actor = 'user:9' WHERE seq = 7", AuditFault.Kind.alteredRow),
            ("UPDATE audit SET time = time + 1 WHERE seq = 7", .alteredRow),
            ("UPDATE audit SET detail = replace(detail, '0', '1') WHERE seq = 7", .alteredRow),
            ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 7", .alteredRow),
            ("UPDATE audit SET previous = zeroblob(32) WHERE seq = 7", .brokenLink),
            ("DELETE FROM audit WHERE seq = 7", .removedRows),
            ("DELETE FROM audit WHERE seq BETWEEN 1 AND 3", .removedRows),
            ("UPDATE audit SET seq = CASE seq WHEN 7 THEN -1 ELSE seq END WHERE 0", .brokenLink),
        ]
    )
    func tampering(sql: String, kind: AuditFault.Kind) async throws {
        let example = try await filled()
        defer { example.remove() }
        try example.store.close()
        if sql.hasSuffix("WHERE 0") {
            // Two rows change places.
            try example.tamper(
                """
                PRAGMA ignore_check_constraints = ON;
                UPDATE audit SET seq = -1 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8;
                UPDATE audit SET seq = 8 WHERE seq = -1;
                """
            )
        } else {
            try example.tamper(sql)
        }
        let store = try EvaStore(path: example.path)
        let report = try await store.verifyAudit()
        #expect(!report.isIntact && report.faults.contains { $0.kind == kind }, "\(report.faults)")
        try store.close()
    }

    @Test(
        "whoever changes a record behind the store's back is found out",
        arguments: [
            ("UPDATE decisions SET answer = 'deny' WHERE id = 1", AuditFault.Kind.alteredRecord),
            ("UPDATE decisions SET reason = 'another' WHERE id = 2", .alteredRecord),
            ("UPDATE decisions SET agent = 2 WHERE id = 1", .alteredRecord),
            ("UPDATE reviews SET answer = 'pay'", .alteredRecord),
            ("UPDATE reviews SET note = NULL", .alteredRecord),
            ("UPDATE suggestions SET confidence = 0.99 WHERE id = 2", .alteredRecord),
            ("UPDATE suggestions SET json = '{}' WHERE id = 2", .alteredRecord),
            ("UPDATE suggestions SET json = NULL WHERE id = 2", .alteredRecord),
            ("UPDATE cases SET amount = 1000000 WHERE number = 4", .alteredRecord),
            ("UPDATE cases SET fields = '{}' WHERE number = 4", .alteredRecord),
            ("UPDATE cases SET salt = zeroblob(16) WHERE number = 4", .alteredRecord),
            ("UPDATE cases SET fields = NULL, salt = NULL, purged = 1 WHERE number = 4", .alteredRecord),
            ("UPDATE cases SET status = 'settled' WHERE number = 1", .inconsistentCase),
            ("DELETE FROM reviews", .removedRecord),
            ("DELETE FROM suggestions WHERE id = 4", .removedRecord),
            (
                """
                INSERT INTO decisions SELECT 99, 4, agent, answer, reason, suggestion, seen, decided_first, final,
                    decided, audit FROM decisions WHERE id = 1
                """, .unknownRecord
            ),
        ]
    )
    func alteredRecords(sql: String, kind: AuditFault.Kind) async throws {
        let example = try await filled()
        defer { example.remove() }
        try example.store.close()
        try example.tamper(sql)
        let store = try EvaStore(path: example.path)
        let report = try await store.verifyAudit()
        #expect(!report.isIntact && report.faults.contains { $0.kind == kind }, "\(report.faults)")
        try store.close()
    }

    @Test("rows removed from the end show against an anchor, also when the records went with them")
    func tail() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.store.write(as: .system("test")) { try $0.assign("A", to: nil) }
        let anchor = try #require(await example.store.read { try $0.auditHead() })
        try example.store.close()
        try example.tamper("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
        let store = try EvaStore(path: example.path)
        #expect(try await store.verifyAudit().isIntact, "without an anchor there is no trace of it")
        let report = try await store.verifyAudit(anchor: anchor)
        #expect(report.faults.map(\.kind) == [.anchor])
        // Nor does it help to write on: the row of that number is another one.
        try await store.write(as: .system("test")) { try $0.assign("A", to: 1) }
        #expect(try await store.verifyAudit(anchor: anchor).faults.map(\.kind) == [.anchor])
        try store.close()
    }

    @Test("the audit holds hashes, not what people wrote")
    func noPersonalData() async throws {
        let example = try await filled()
        defer { example.remove() }
        let rows = try await example.store.read { try $0.audit(limit: 1000) }
        #expect(rows.count > 10)
        #expect(!rows.contains { "\($0)".contains("private") || "\($0)".contains("anna") })
    }

    @Test("an anchor is read as it is written")
    func anchor() {
        let anchor = AuditAnchor(seq: 12, hash: String(repeating: "0a", count: 32))
        #expect(AuditAnchor(parsing: "\(anchor)") == anchor)
        for text in [
            "", "12", "12:", "0:\(anchor.hash)", "12:\(anchor.hash)0", "12:\(anchor.hash):",
            "12:" + String(repeating: "g", count: 64),
        ] {
            #expect(AuditAnchor(parsing: text) == nil, "\(text)")
        }
    }
}
