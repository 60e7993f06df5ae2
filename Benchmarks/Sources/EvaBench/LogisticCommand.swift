import ArgumentParser
import EvaModels
import EvaNumerics
import Foundation

/// Logistic regression on the sparse design that Benchmarks/peers/design.py wrote.
struct LogisticCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "logistic")

    @Argument var folder: String
    @Option var penalty: Double
    @Option var tolerance: Double
    @Option var threads = 2
    @Option(help: "Where to write intercept and coefficients, as doubles.") var save: String?

    private struct Measurement: Encodable {
        let seconds: Double
        let iterations: Int
    }

    func run() throws {
        let labels = try RawFile(folder, "labels.i8").array(of: Int8.self)
        let features = LinearFeatures(dense: DenseMatrix(rows: labels.count, columns: 0), sparse: try design())
        let recipe = LogisticRegression(penalty: penalty, tolerance: tolerance)
        let (fit, seconds) = try timed {
            try recipe.fit(features, labels: labels, pool: WorkerPool(threads: threads))
        }
        if let save {
            let coefficients = [fit.model.intercept] + fit.model.sparse
            try coefficients.withUnsafeBytes { try Data($0).write(to: URL(filePath: save)) }
        }
        try report(Measurement(seconds: seconds, iterations: fit.iterations))
    }

    private func design() throws -> SparseMatrix {
        struct Shape: Decodable { let columns: Int }
        let shape = try JSONDecoder()
            .decode(
                Shape.self,
                from: Data(contentsOf: URL(filePath: "\(folder)/shape.json"))
            )
        let offsets = try RawFile(folder, "offsets.i64").array(of: Int64.self)
        let indices = try RawFile(folder, "indices.i32").array(of: Int32.self)
        var matrix = SparseMatrix(columns: shape.columns)
        for row in 0..<offsets.count - 1 {
            for entry in offsets[row]..<offsets[row + 1] { matrix.append(column: Int(indices[Int(entry)]), value: 1) }
            matrix.endRow()
        }
        return matrix
    }
}
