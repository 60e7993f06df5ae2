import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaSimulation
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

/// The simulated corpus, in which a standard changes in the sixteenth month and a category appears in the eighteenth.
@Suite("Retraining on simulated after-sales claims")
struct AfterSalesRetrainingTests {
    @Test("a challenger serves once its gain is beyond chance, and never with shuffled labels", .slow)
    func retraining() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try AfterSalesSimulation(cases: 60_000, seed: 1).write(to: folder)
        let schema = try Schema.load(path: folder + "/schema.yaml")
        let text = try String(contentsOfFile: folder + "/cases.csv", encoding: .utf8)
        func read(_ name: String, until: String) throws -> CaseTable {
            var options = ReadOptions()
            options.until = CaseTime(parsing: until)
            return try CaseTable.read(path: "\(folder)/\(name).csv", schema: schema, options: options).table
        }
        let champion = try train(read("cases", until: "2024-04-01"))
        // Both are as good as each other before there is much new to know.
        let early = try judge(champion, read("cases", until: "2024-05-01"))
        #expect(!early.promotes)
        let late = try judge(champion, read("cases", until: "2024-12-01"))
        #expect(late.promotes, "\(late.why)")
        #expect(try #require(late.figures).againstChampion.interval.high < 0)

        let shuffled = Self.shuffled(text)
        try Data(shuffled.utf8).write(to: URL(fileURLWithPath: folder + "/shuffled.csv"))
        let refused = try judge(champion, read("shuffled", until: "2024-12-01"))
        #expect(!refused.promotes)
        #expect(refused.why.contains { $0.hasPrefix("that it knows more than the share of pay") }, "\(refused.why)")
    }

    private var training: TrainingOptions {
        var options = TrainingOptions()
        options.learner = .trees
        options.search = .none
        return options
    }

    private func train(_ table: CaseTable) throws -> Advisor {
        let run = TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
        let bundle = try run.train(training, pool: WorkerPool(threads: 2)).bundle
        return Advisor(bundle: bundle, identity: ModelIdentity(name: "after-sales", version: "1", hash: ""))
    }

    private func judge(_ champion: Advisor, _ table: CaseTable) throws -> RetrainingVerdict {
        var options = RetrainingOptions()
        options.training = training
        return try Retraining(champion: champion, table: table, options: options, pool: WorkerPool(threads: 2)).judge()
    }

    /// The corpus with each decision drawn by a coin; the decision stands three columns before the end.
    private static func shuffled(_ text: String) -> String {
        var random = SplitMix(state: 2)
        return text.replacing(/,(pay|deny),(?=[^,\n]*,[a-z_]*,[^,\n]*\n)/) { _ in
            random.uniform() < 0.5 ? ",pay," : ",deny,"
        }
    }
}
