import EvaBundle
import EvaCorpus
import EvaEvaluation
import EvaNumerics
import EvaTraining
import Foundation

/// Trains on cases of a corpus in a time and judges on those of a later one, as `eva train` and `eva evaluate` do.
struct Judged {
    let bundle: ModelBundle
    let metrics: Metrics
    /// Figures of the predictor that knows each case's true probability; `nil` when the corpus is real.
    let best: Metrics?

    init(
        cases path: String,
        schema schemaPath: String,
        since: CaseTime? = nil,
        until: CaseTime,
        judgedUntil end: CaseTime? = nil
    ) throws {
        let schema = try Schema.load(path: schemaPath)
        let pool = WorkerPool(threads: 2)
        func read(_ since: CaseTime?, _ until: CaseTime?) throws -> CaseTable {
            var options = ReadOptions()
            options.since = since
            options.until = until
            return try CaseTable.read(path: path, schema: schema, options: options).table
        }
        bundle = try TrainingRun(
            table: read(since, until),
            corpusSha256: "",
            since: since,
            until: until,
            evaVersion: "test"
        )
        .train(TrainingOptions(), pool: pool).bundle
        let later = try read(until, end)
        let rows = 0..<later.rowCount
        let probabilities = try bundle.model.predict(later, rows: rows, pool: pool).probabilities
        metrics = try Metrics(ScoredCases(labels: later.labels, probabilities: probabilities))
        best =
            later.truths.isEmpty
            ? nil : try Metrics(ScoredCases(labels: later.labels, probabilities: later.truths))
        for line in bundle.info.why { print(line) }
        print("\(schema.corpus) from \(until): \(figures(metrics)); best possible: \(best.map(figures) ?? "unknown")")
    }

    private func figures(_ metrics: Metrics) -> String {
        let auc = metrics.auc.map { String(format: "%.4f", $0) } ?? "none"
        return String(
            format: "%d cases, accuracy %.4f, log loss %.4f, AUC ",
            metrics.cases,
            metrics.accuracy,
            metrics.logLoss
        )
            + auc
    }
}

/// A file of the repository.
func repositoryFile(_ path: String) -> String {
    URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent(path).path
}
