import EvaCorpus
import EvaEvaluation
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

/// Replays of real corpora.
@Suite("Replays", .serialized)
struct ReplayTests {
    private func replay(
        _ file: String,
        _ schema: String,
        since: Int,
        every: ReplayInterval,
        learner: LearnerChoice,
        search: SearchEffort
    ) throws -> BacktestResult {
        let table =
            try CaseTable.read(
                path: #require(corpus(file)),
                schema: Schema.load(path: repositoryFile("data/\(schema)/schema.yaml"))
            )
            .table
        var options = BacktestOptions(since: CaseTime(year: since), every: every)
        options.training.learner = learner
        options.training.search = search
        return try Backtest(table: table, options: options, pool: WorkerPool(threads: 2)).run()
    }

    @Test(
        "without a search, Eva loses less than the peers do with their best windows",
        .slow,
        .realCorpus("tsa.csv.gz")
    )
    func withoutSearch() throws {
        let result = try replay("tsa.csv.gz", "tsa", since: 2004, every: .half, learner: .trees, search: .none)
        let metrics = try result.report(rejects: 0).metrics
        #expect(metrics.cases == 162_687)
        #expect(result.replay.periods.count == 28 && result.replay.periods.allSatisfy { $0.source == .chosen })
        #expect(metrics.logLoss <= 0.574)
        #expect(try #require(metrics.auc) >= 0.762)
    }

    @Test("a corpus that knows years only is replayed by year", .slow, .realCorpus("imr.csv.gz"))
    func years() throws {
        let result = try replay("imr.csv.gz", "imr", since: 2003, every: .year, learner: .auto, search: .full)
        let metrics = try result.report(rejects: 0).metrics
        #expect(result.replay.periods.map(\.period) == (2003...2016).map(String.init))
        #expect(result.replay.periods[0].pastUntil == "2002-01-01")
        #expect(metrics.logLoss <= 0.640)
        #expect(try #require(metrics.auc) >= 0.675)
    }
}
