import EvaBundle
import Foundation
import Testing

@Suite("The committed model")
struct CommittedModelTests {
    private let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("models/after-sales").path

    @Test("a claim can be scored before any training: the committed champion loads, and takes less than 1.5 megabytes")
    func loads() throws {
        let loaded = try ModelBundle.load(path)
        #expect(loaded.name == "after-sales")
        #expect(loaded.bundle.info.simulated)
        let folder = path + "/" + loaded.version
        let sizes = try FileManager.default.contentsOfDirectory(atPath: folder)
            .map { try bytes(folder + "/" + $0).count }
        #expect(sizes.reduce(0, +) < 1_500_000)
    }
}
