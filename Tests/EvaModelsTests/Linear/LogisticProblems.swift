import EvaModels
import EvaNumerics
import Foundation
import Testing

/// One problem of sklearn_logistic.json and the optimum that scikit-learn found.
struct LogisticCase: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var penalty: Double
    var l1Ratio: Double
    var dense: [[Double]]
    var sparse: [[[Double]]]
    var sparseColumns: Int
    var labels: [Int8]
    var weights: [Float]?
    var intercept: Double
    var coefficients: [Double]

    var testDescription: String { name }

    var features: LinearFeatures {
        LinearFeatures(
            dense: DenseMatrix(rows: dense.count, columns: dense[0].count, values: dense.flatMap { $0 }),
            sparse: sparseMatrix(sparse.map { $0.map { (Int($0[0]), $0[1]) } }, columns: sparseColumns)
        )
    }

    static let all: [LogisticCase] = {
        struct Document: Decodable { var cases: [LogisticCase] }
        guard let url = Bundle.module.url(forResource: "Fixtures/sklearn_logistic", withExtension: "json") else {
            return []
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try? decoder.decode(Document.self, from: Data(contentsOf: url)))?.cases ?? []
    }()
}

func sparseMatrix(_ rows: [[(column: Int, value: Double)]], columns: Int) -> SparseMatrix {
    var matrix = SparseMatrix(columns: columns)
    for row in rows {
        for entry in row { matrix.append(column: entry.column, value: entry.value) }
        matrix.endRow()
    }
    return matrix
}

/// A random problem with dense and sparse columns whose labels depend on both.
func randomProblem(
    rows: Int,
    dense: Int,
    sparse: Int,
    entries: Int,
    seed: UInt64
) -> (features: LinearFeatures, labels: [Int8]) {
    var generator = RandomGenerator(seed: seed)
    func normal() -> Double { (0..<6).reduce(-3) { sum, _ in sum + generator.uniform() } * 1.4 }
    let coefficients = (0..<dense + sparse).map { _ in normal() * 0.7 }
    var values: [Double] = []
    var labels: [Int8] = []
    var matrix = SparseMatrix(columns: sparse)
    for _ in 0..<rows {
        var score = -0.3
        for column in 0..<dense {
            let x = normal()
            values.append(x)
            score += coefficients[column] * x
        }
        var columns = Set<Int>()
        while columns.count < entries {
            columns.insert(Int(Double(sparse) * generator.uniform() * generator.uniform()))
        }
        for column in columns.sorted() {
            let value = generator.uniform() + 0.5
            matrix.append(column: column, value: value)
            score += coefficients[dense + column] * value
        }
        matrix.endRow()
        labels.append(generator.uniform() < StableMath.sigmoid(score) ? 1 : 0)
    }
    return (
        LinearFeatures(dense: DenseMatrix(rows: rows, columns: dense, values: values), sparse: matrix), labels
    )
}

extension LogisticModel {
    var coefficients: [Double] { dense + sparse }
}
