import EvaStore
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("a draft changes until it is published; then it is in force and stays as it is")
    func lifecycle() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let store = example.store
        let curator = AuditActor.user(example.second.id)
        #expect(try await store.read { try $0.inForce(.policy) } == nil)
        let first = try await store.write(as: curator) { try $0.saveDraft(.policy, body: "a: 1", note: "first") }
        #expect(try await store.read { try $0.inForce(.policy) } == nil)
        let changed = try await store.write(as: curator) { try $0.saveDraft(first.id, body: "a: 2", note: "second") }
        #expect(changed.hash != first.hash && changed.hash.count == 64)
        let published = try await store.write(as: curator) { try $0.publish(first.id) }
        #expect(try await store.read { try $0.inForce(.policy) } == published)
        #expect(published.body == "a: 2" && published.author == "user:\(example.second.id)")
        for change in [
            { _ = try $0.saveDraft(first.id, body: "a: 3", note: "") }, { try $0.discardDraft(first.id) },
            { _ = try $0.publish(first.id) },
        ] as [@Sendable (StoreTransaction) throws -> Void] {
            #expect(await code { try await store.write(as: curator, change) } == .wrongState)
        }
        let next = try await store.write(as: curator) { try $0.saveDraft(.policy, body: "a: 3", note: "") }
        let other = try await store.write(as: curator) { try $0.saveDraft(.policy, body: "a: 4", note: "") }
        _ = try await store.write(as: curator) { try $0.publish(next.id) }
        try await store.write(as: curator) { try $0.discardDraft(other.id) }
        #expect(try await store.read { try $0.inForce(.policy)?.id } == next.id)
        #expect(try await store.read { try $0.settings(.policy).map(\.id) } == [next.id, first.id])
        #expect(try await store.read { try $0.inForce(.standards) } == nil)
    }

    @Test("not even SQL changes or removes what was published")
    func triggers() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let id = try await example.store.write(as: .system("test")) { transaction in
            try transaction.publish(transaction.saveDraft(.costs, body: "x", note: "").id).id
        }
        try example.store.close()
        #expect(throws: (any Error).self) { try example.tamper("UPDATE settings SET body = 'y' WHERE id = \(id)") }
        #expect(throws: (any Error).self) { try example.tamper("DELETE FROM settings WHERE id = \(id)") }
    }
}
