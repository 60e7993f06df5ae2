import EvaStore
import Foundation
import Testing

@Suite("Doctor")
struct DoctorTests {
    private func levels(_ findings: [Finding]) -> [String: Finding.Level] {
        Dictionary(findings.map { ($0.check, $0.level) }) { first, _ in first }
    }

    @Test("a sound installation has no bad finding, also while it is in use")
    func sound() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        let levels = levels(await StoreDoctor.examine(example.path))
        #expect(Set(levels.keys) == ["database", "integrity", "audit", "users", "permissions", "space"])
        #expect(levels["users"] == .warning, "there is no admin")
        #expect(!levels.values.contains(.bad), "\(levels)")
    }

    @Test("open permissions, a broken chain and a missing file are found")
    func unsound() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try example.store.close()
        try example.tamper("UPDATE audit SET actor = 'x' WHERE seq = 2")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: example.path)
        let levels = levels(await StoreDoctor.examine(example.path))
        #expect(levels["audit"] == .bad && levels["permissions"] == .bad && levels["database"] == .good)
        #expect(self.levels(await StoreDoctor.examine(example.folder + "/none"))["database"] == .bad)
    }
}
