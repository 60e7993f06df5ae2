import EvaStore
import EvaTestSupport
import Foundation
import GRDB
import Testing

@Suite("Opening a store")
struct OpeningTests {
    private static let next = StoreMigration("v2") { db in
        try db.execute(sql: "ALTER TABLE users ADD COLUMN nickname TEXT")
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("a new database belongs to its owner alone, keeps a write-ahead log and puts every commit on the disk")
    func new() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for file in ["eva.sqlite", "eva.sqlite-wal", "eva.sqlite-lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: example.folder + "/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
        let settings = try await example.store.connectionSettings()
        #expect(settings == ["journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"])
    }

    @Test("what is no store is refused: no file, a folder, other bytes, another program's database")
    func notAStore() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/eva.sqlite"
        #expect(await code { _ = try EvaStore(path: path) } == .notFound)
        #expect(await code { _ = try EvaStore(path: folder, options: StoreOptions(mode: .create)) } == .notAStore)
        try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: path))
        #expect(await code { _ = try EvaStore(path: path) } == .notAStore)
        try FileManager.default.removeItem(atPath: path)
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "CREATE TABLE things (id INTEGER)") }
        try other.close()
        for mode in [StoreOptions.Mode.existing, .create, .readOnly] {
            #expect(await code { _ = try EvaStore(path: path, options: StoreOptions(mode: mode)) } == .notAStore)
        }
    }

    @Test("a migration comes after a backup of what was there")
    func migration() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try example.store.close()
        let newer = try EvaStore(
            path: example.path,
            options: StoreOptions(),
            migrations: StoreMigration.all + [Self.next]
        )
        #expect(try await newer.read { try $0.case("A").status } == .open)
        #expect(try await newer.verifyAudit().isIntact)
        #expect(try await newer.columns(of: "users").contains("nickname"))
        try newer.close()
        let backup = example.path + ".before-v2"
        let old = try EvaStore(path: backup)
        #expect(try await old.columns(of: "users").contains("nickname") == false)
        #expect(try await old.read { try $0.case("A").id } == "A")
        try old.close()
    }

    @Test("a database that a newer version wrote is refused and left as it is")
    func newer() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try example.store.close()
        try EvaStore(path: example.path, options: StoreOptions(), migrations: StoreMigration.all + [Self.next]).close()
        let before = try files(example.folder)
        for mode in [StoreOptions.Mode.existing, .create, .readOnly] {
            #expect(
                await code { _ = try EvaStore(path: example.path, options: StoreOptions(mode: mode)) } == .newerDatabase
            )
        }
        #expect(try files(example.folder) == before)
    }

    @Test("nobody migrates a database that another process uses")
    func migrationWhileInUse() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        #expect(
            await code {
                var options = StoreOptions()
                options.busySeconds = 0
                _ = try EvaStore(path: example.path, options: options, migrations: StoreMigration.all + [Self.next])
            } == .inUse
        )
        try await example.suggest("A")
    }

    @Test("a migration that fails leaves the database as it was")
    func failedMigration() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try example.store.close()
        let bad = StoreMigration("v2") { db in
            try db.execute(sql: "DROP TABLE reviews")
            try db.execute(sql: "CREATE TABLE cases (id INTEGER)")
        }
        #expect(
            await code {
                _ = try EvaStore(path: example.path, options: StoreOptions(), migrations: StoreMigration.all + [bad])
            } == .database
        )
        let store = try EvaStore(path: example.path)
        #expect(try await store.verifyAudit().isIntact)
        try store.close()
    }

    @Test("reading only changes nothing, and a write says so")
    func readOnly() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        let reader = try EvaStore(path: example.path, options: StoreOptions(mode: .readOnly))
        #expect(try await reader.read { try $0.case("A").id } == "A")
        #expect(
            await code { try await reader.write(as: .system("test")) { try $0.assign("A", to: nil) } } == .readOnly
        )
        try reader.close()
    }

    @Test("a closed store says so, however often it is closed")
    func closed() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try example.store.close()
        try example.store.close()
        #expect(await code { _ = try await example.stored("A") } == .wrongState)
        #expect(await code { try await example.suggest("A") } == .wrongState)
        let files = try FileManager.default.contentsOfDirectory(atPath: example.folder)
        for name in files where name.hasSuffix("-wal") {
            let size = try FileManager.default.attributesOfItem(atPath: example.folder + "/" + name)[.size] as? Int
            #expect(size == 0, "all is in the one file that people copy")
        }
    }

    @Test("a damaged file is told from a good one")
    func damaged() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for number in 0..<200 {
            try await example.suggest("case-\(number)", fields: #"{"a": "\#(String(repeating: "x", count: 500))"}"#)
        }
        try example.store.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: example.path))
        for page in 3..<40 {
            try file.seek(toOffset: UInt64(page * 4096))
            try file.write(contentsOf: Data(repeating: 0xA5, count: 3000))
        }
        try file.close()
        #expect(
            await code {
                let store = try EvaStore(path: example.path)
                _ = try await store.read { try $0.cases(CaseFilter()) }
                _ = try await store.verifyAudit()
            } == .corrupt
        )
        let findings = await StoreDoctor.examine(example.path)
        #expect(findings.contains { $0.level == .bad })
    }
}
