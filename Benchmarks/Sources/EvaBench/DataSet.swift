import EvaModels
import EvaNumerics
import Foundation

/// A simulated data set as Benchmarks/bench/simulated.py wrote it.
struct DataSet {
    /// What shape.json says.
    struct Shape: Decodable {
        /// Number of columns.
        let columns: Int
        /// Number of categories of each column; 0 for a number.
        let categories: [Int]
    }

    let features: TreeFeatures
    let labels: [Int8]

    /// Reads the `train` or the `test` part of a folder.
    init(folder: String, part: String) throws {
        let shape = try JSONDecoder()
            .decode(
                Shape.self,
                from: Data(contentsOf: URL(filePath: "\(folder)/shape.json"))
            )
        let labels = try RawFile(folder, "\(part).labels.i8").array(of: Int8.self)
        let columns = try RawFile(folder, "\(part).columns.f32")
            .read { file in
                try shape.categories.map { cardinality in
                    let values = try file.next(labels.count, of: Float.self)
                    return cardinality == 0
                        ? TreeFeatures.Column.numeric(values)
                        : .categorical(codes: values.map { $0.isNaN ? -1 : Int32($0) }, cardinality: cardinality)
                }
            }
        features = TreeFeatures(rows: labels.count, columns: columns)
        self.labels = labels
    }

    /// Mean log loss of scores.
    func logLoss(_ scores: [Double]) -> Double {
        zip(scores, labels).reduce(0) { $0 + StableMath.logLoss(score: $1.0, isPay: $1.1 == 1) } / Double(labels.count)
    }
}
