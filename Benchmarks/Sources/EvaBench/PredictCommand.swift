import ArgumentParser
import EvaModels
import EvaNumerics

/// Scores of the raw test rows, in one batch.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "predict")

    @Argument var model: String
    @Argument var folder: String
    @Option var repeats = 5

    private struct Measurement: Encodable {
        let seconds: Double
        let microsecondsPerRow: Double
        let logLoss: Double
    }

    func run() throws {
        let trees = try loadTrees(model)
        let test = try DataSet(folder: folder, part: "test")
        let pool = WorkerPool(threads: 1)
        var scores = trees.scores(test.features, pool: pool)
        let times = (0..<repeats)
            .map { _ in
                timed { scores = trees.scores(test.features, pool: pool) }.seconds
            }
        try report(
            Measurement(
                seconds: median(times),
                microsecondsPerRow: median(times) / Double(scores.count) * 1e6,
                logLoss: test.logLoss(scores)
            )
        )
    }
}
