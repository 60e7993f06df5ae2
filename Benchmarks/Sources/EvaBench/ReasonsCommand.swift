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
        let cases = test.features.prefix(rows)
        let pool = WorkerPool(threads: 1)
        // Without a call before: the walks that Eva keeps for a model are part of the time.
        let ((base, values), seconds) = timed { trees.contributions(cases, pool: pool) }
        let errors = trees.scores(cases, pool: pool).enumerated()
            .map { row, score in
                let own = values[row * trees.featureCount..<(row + 1) * trees.featureCount]
                return abs(own.reduce(base, +) - score)
            }
        try report(
            Measurement(
                seconds: seconds,
                microsecondsPerRow: seconds / Double(rows) * 1e6,
                additivityError: errors.max() ?? 0
            )
        )
    }
}

extension TreeFeatures {
    /// The first rows.
    fileprivate func prefix(_ rows: Int) -> TreeFeatures {
        let columns = columns.map { column -> Column in
            switch column {
            case .numeric(let values): .numeric(Array(values.prefix(rows)))
            case .categorical(let codes, let cardinality):
                .categorical(codes: Array(codes.prefix(rows)), cardinality: cardinality)
            }
        }
        return TreeFeatures(rows: rows, columns: columns)
    }
}
