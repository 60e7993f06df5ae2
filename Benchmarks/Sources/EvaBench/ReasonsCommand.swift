import ArgumentParser
import EvaModels
import EvaNumerics

/// Exact contributions of the features to the scores of test rows.
struct ReasonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "reasons")

    @Argument var model: String
    @Argument var folder: String
    @Option var rows = 10_000

    private struct Measurement: Encodable {
        let seconds: Double
        let microsecondsPerRow: Double
        /// How far base plus contributions is from the score, at most.
        let additivityError: Double
    }

    func run() throws {
        let trees = try loadTrees(model)
        let test = try DataSet(folder: folder, part: "test")
        let cases = (0..<rows).map { test.features.row($0) }
        _ = trees.contributions(row: cases[0])
        let (sums, seconds) = timed {
            cases.map { row in
                let (base, values) = trees.contributions(row: row)
                return values.reduce(base, +)
            }
        }
        let errors = zip(sums, cases).map { abs($0 - trees.score(row: $1)) }
        try report(
            Measurement(
                seconds: seconds,
                microsecondsPerRow: seconds / Double(rows) * 1e6,
                additivityError: errors.max() ?? 0
            )
        )
    }
}
