import EvaStore
import EvaTestSupport
import Foundation
import GRDB
import Testing

/// Databases of released forms, as SQL in Fixtures: made once, never changed.
@Suite("Databases of earlier forms")
struct EarlierFormTests {
    @Test("a database of each form opens, is brought up to date, holds, and can be worked with", arguments: ["v1"])
    func open(form: String) async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/eva.sqlite"
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(form)", withExtension: "sql"))
        let sql = try String(contentsOf: url, encoding: .utf8)
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()

        let store = try EvaStore(path: path)
        let report = try await store.verifyAudit()
        #expect(report.isIntact && report.records == 11, "\(report)")
        #expect(try await store.read { try $0.caseCounts() } == [.open: 1, .decided: 1, .inReview: 1, .settled: 1])
        #expect(try await store.read { try $0.inForce(.policy)?.body } == "a: 1")
        #expect(try await store.read { try $0.users().map(\.name) } == ["anna", "bo", "rita", "ron"])
        let rita = try await store.read { try $0.user(named: "rita").id }
        let held = try await store.write(as: .user(rita)) { try $0.claimNext(for: rita) }
        #expect(held?.stored.id == "in review")
        #expect(try await store.verifyAudit().isIntact)
        try store.close()
    }
}
