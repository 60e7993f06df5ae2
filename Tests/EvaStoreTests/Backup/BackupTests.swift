import EvaStore
import EvaTestSupport
import Foundation
import GRDB
import Testing

@Suite("Backup and restore")
struct BackupTests {
    @Test("a backup of a store in use is whole, of one moment, and stands by itself")
    func online() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("before")
        let target = example.folder + "/backup.sqlite"
        let anchor = try await withThrowingTaskGroup(of: AuditAnchor?.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await example.suggest("during-\(number)")
                    return nil
                }
            }
            group.addTask { try await example.store.backup(to: target) }
            return try await group.reduce(nil) { $0 ?? $1 }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: example.folder)
        #expect(files.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
        #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
        let copy = try EvaStore(path: target)
        let report = try await copy.verifyAudit(anchor: anchor)
        #expect(report.isIntact && report.head == anchor)
        #expect(try await copy.read { try $0.case("before").id } == "before")
        try copy.close()
        #expect(try await example.store.verifyAudit(anchor: anchor).isIntact, "the anchor is a row of the store too")
        #expect(await code { _ = try await example.store.backup(to: target) } == .alreadyExists)
    }

    @Test("a restored store is the one of the backup; the one before is kept beside it")
    func restore() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let target = example.folder + "/backup.sqlite"
        try await example.suggest("old")
        _ = try await example.store.backup(to: target)
        try await example.suggest("new")
        #expect(await code { _ = try await EvaStore.restore(target, to: example.path) } == .inUse)
        try example.store.close()
        let result = try await EvaStore.restore(target, to: example.path)
        #expect(result.report.isIntact)
        let store = try EvaStore(path: example.path)
        #expect(try await store.read { try $0.cases(CaseFilter()).map(\.id) } == ["old"])
        try store.close()
        let replaced = try EvaStore(path: try #require(result.replaced))
        #expect(try await replaced.read { try $0.cases(CaseFilter()).map(\.id) } == ["old", "new"])
        try replaced.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: example.folder)
        #expect(!files.contains { $0.contains("restoring") || $0.contains("incoming") })
    }

    @Test("a backup is restored where nothing was, and over a file that is damaged")
    func elsewhere() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let target = example.folder + "/backup.sqlite"
        let other = example.folder + "/other.sqlite"
        try await example.suggest("A")
        _ = try await example.store.backup(to: target)
        #expect(try await EvaStore.restore(target, to: other).replaced == nil)
        try Data("rubbish".utf8).write(to: URL(fileURLWithPath: other))
        #expect(try await EvaStore.restore(target, to: other).replaced != nil)
        let store = try EvaStore(path: other)
        #expect(try await store.read { try $0.case("A").id } == "A")
        try store.close()
    }

    @Test("a backup that was changed, that a newer version wrote, or that is none is refused, and nothing changes")
    func refused() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.decide("A", .pay)
        try example.store.close()
        let backup = example.folder + "/backup.sqlite"
        func change(_ sql: String) throws {
            try? FileManager.default.removeItem(atPath: backup)
            try FileManager.default.copyItem(atPath: example.path, toPath: backup)
            let queue = try DatabaseQueue(path: backup)
            try queue.write { try $0.execute(sql: sql) }
            try queue.close()
        }
        func restore() async -> StoreError.Code? {
            await code { _ = try await EvaStore.restore(backup, to: example.path) }
        }
        #expect(await restore() == .notFound)
        try change("UPDATE decisions SET answer = 'deny'")
        #expect(await restore() == .altered)
        try change("INSERT INTO grdb_migrations VALUES ('v99')")
        #expect(await restore() == .newerDatabase)
        try Data("rubbish".utf8).write(to: URL(fileURLWithPath: backup))
        #expect(await restore() == .notAStore)
        let store = try EvaStore(path: example.path)
        #expect(try await store.read { try $0.case("A").status } == .decided)
        try store.close()
    }
}
