import EvaCorpus
import EvaSimulation
import EvaTestSupport
import Foundation
import Testing

/// The simulated corpus, whose best possible predictor is known.
@Suite("Simulated after-sales claims")
struct AfterSalesTests {
    @Test("trained on the first 80 %, Eva comes close to the best possible predictor on the rest", .slow)
    func closeToBest() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // A third of what `make demo` learns from, which takes minutes.
        try AfterSalesSimulation(cases: 40_000, seed: 1).write(to: folder)
        let (cases, schema) = (folder + "/cases.csv", folder + "/schema.yaml")
        let times = try CaseTable.read(path: cases, schema: Schema.load(path: schema)).table.times
        let judged = try Judged(cases: cases, schema: schema, until: times[times.count * 8 / 10])
        let best = try #require(judged.best)
        #expect(judged.bundle.info.simulated)
        #expect(judged.metrics.accuracy >= 0.90)
        #expect(judged.metrics.accuracy >= 0.97 * best.accuracy)
        #expect(judged.metrics.logLoss <= best.logLoss + 0.03)
    }
}
