import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaNumerics
import EvaSimulation
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

/// Budgets on whole corpora.
@Suite("Error budgets", .serialized)
struct BudgetFigureTests {
    /// Trains on the first 80 % of simulated claims with the policy of data/after-sales, and judges the rest.
    private func judge(cases: Int, seed: UInt64) throws -> (metrics: Metrics, budgets: BudgetReport) {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try AfterSalesSimulation(cases: cases, seed: seed).write(to: folder)
        let schema = try Schema.load(path: folder + "/schema.yaml")
        let table = try CaseTable.read(path: folder + "/cases.csv", schema: schema).table
        let cut = table.rowCount * 8 / 10
        let run = TrainingRun(
            table: table.subset(0..<cut),
            corpusSha256: "",
            since: nil,
            until: nil,
            evaVersion: "test"
        )
        var options = TrainingOptions()
        options.learner = .trees
        options.search = .none
        let policy = try Policy.load(path: repositoryFile("data/after-sales/policy.yaml"), schema: schema)
        let pool = WorkerPool(threads: 2)
        let bundle = try run.train(options, policy: policy, pool: pool).bundle
        var advisor = Advisor(
            bundle: bundle,
            identity: ModelIdentity(name: "after-sales", version: "1", hash: "")
        )
        advisor.guidance.rule = try DecisionsPart(bundle)?.rule
        let report = try Evaluator(advisor, pool: pool)
            .report(table.subset(cut..<table.rowCount), window: EvaluationReport.Window(), rejects: 0)
        return (report.metrics, try #require(report.budgets))
    }

    @Test("five seeds of 30,000 simulated cases keep budgets of 5 % on later cases", .slow)
    func held() throws {
        for seed in 1...5 {
            let budgets = try judge(cases: 30_000, seed: UInt64(seed)).budgets
            #expect(budgets.overall.allSatisfy { $0.held }, "seed \(seed)")
        }
    }

    @Test("at full size, budgets of 5 % leave at most a fifth of the simulated cases to review", .slow)
    func coverage() throws {
        let (metrics, budgets) = try judge(cases: AfterSalesSimulation.defaultCases, seed: 1)
        #expect(metrics.coverage >= 0.8)
        #expect(budgets.overall.allSatisfy { $0.held })
    }

    @Test(
        "the half-yearly replay of TSA keeps budgets of 10 % and 20 % in nine periods of ten",
        .slow,
        .realCorpus("tsa.csv.gz"),
        arguments: [(0.1, 0.05), (0.2, 0.35)]
    )
    func replay(rate: Double, coverage: Double) throws {
        let schema = try Schema.load(path: repositoryFile("data/tsa/schema.yaml"))
        let table = try CaseTable.read(path: #require(corpus("tsa.csv.gz")), schema: schema).table
        var options = BacktestOptions(since: CaseTime(year: 2004), every: .half)
        // One fit a period: `make bench` replays with everything searched.
        options.training.learner = .trees
        options.training.search = .none
        options.policy = Policy(
            corpus: "tsa-claims",
            risk: 0.05,
            budgets: [ErrorBudget(.selectiveError, rate: rate)]
        )
        let report = try Backtest(table: table, options: options, pool: WorkerPool(threads: 2)).run().report(rejects: 0)
        #expect(try #require(report.budgets).periodsHeld >= 26)
        #expect(report.metrics.coverage >= coverage)
    }
}
