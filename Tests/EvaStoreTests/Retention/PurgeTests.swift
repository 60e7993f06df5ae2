import EvaStore
import Foundation
import Testing

@Suite("Purge")
struct PurgeTests {
    @Test("personal fields of finished cases go, what was decided stays, and the chain holds")
    func purge() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for id in ["decided", "settled", "open", "in review"] { try await example.suggest(id) }
        try await example.decide("decided", .deny, reason: "private reason")
        for id in ["settled", "in review"] { try await example.decide(id, .review, reason: "private reason") }
        try await example.settle("settled", .deny, note: "private note")
        let key = try IdempotencyKey("k", owner: .user(1), request: [1])
        _ = try await example.store.write(as: .user(1), once: key) { _ in
            StoredAnswer(status: 200, body: Array("private answer".utf8))
        }
        example.clock.advance(100)
        let limit = example.clock.now
        try await example.suggest("late")
        try await example.decide("late", .pay)
        let before = try await example.store.read { try $0.figures(FigureQuery()) }

        let result = try await example.store.purge(before: limit, as: .system("test"))
        #expect(result.cases == 2 && result.unfinished == 2 && result.isLogEmpty && result.copies.isEmpty)
        for (id, isPurged) in [
            ("decided", true), ("settled", true), ("open", false), ("in review", false), ("late", false),
        ] {
            let stored = try await example.stored(id)
            #expect((stored.fields == nil) == isPurged && (stored.purged != nil) == isPurged, "\(id)")
        }
        let decisions = try await example.store.read { try $0.decisions(on: $0.case("decided")) }
        #expect(decisions.map(\.answer) == [.deny] && decisions.map(\.reason) == [nil])
        #expect(try await example.store.read { try $0.review(of: $0.case("settled"))?.note } == nil)
        #expect(try await example.store.answer(to: key) == nil)
        #expect(try await example.store.read { try $0.figures(FigureQuery()) } == before)
        #expect(try await example.store.verifyAudit().isIntact)
        #expect(try await example.store.purge(before: limit, as: .system("test")).cases == 0, "once is enough")
    }

    @Test("after a purge nothing of the text is in any file of the database")
    func noTrace() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for number in 0..<300 {
            try await example.suggest(
                "case-\(number)",
                fields: #"{"story": "\#(String(repeating: "private words ", count: number % 40))"}"#
            )
            try await example.decide("case-\(number)", .deny, reason: "private reason")
        }
        #expect(try example.hasTrace(of: "private"))
        example.clock.advance(1)
        let result = try await example.store.purge(before: example.clock.now, as: .system("test"))
        #expect(result.cases == 300 && result.isLogEmpty)
        #expect(try !example.hasTrace(of: "private"))
        #expect(try await example.store.verifyAudit().isIntact)
    }

    @Test("what stays after a purge is still vouched for")
    func stillSealed() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.decide("A", .pay)
        example.clock.advance(1)
        _ = try await example.store.purge(before: example.clock.now, as: .system("test"))
        try example.store.close()
        try example.tamper("UPDATE decisions SET answer = 'deny'")
        let store = try EvaStore(path: example.path)
        #expect(try await store.verifyAudit().faults.map(\.kind) == [.alteredRecord])
        try store.close()
    }

    @Test("copies of the database that still hold what was removed are named")
    func copies() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try Data().write(to: URL(fileURLWithPath: example.path + ".before-v2"))
        let result = try await example.store.purge(before: example.clock.now, as: .system("test"))
        #expect(result.copies == ["eva.sqlite.before-v2"])
    }
}
