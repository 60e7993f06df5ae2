import EvaBundle
import EvaDecisions
import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite("Search for a cause to deny")
struct CauseSearchTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let name: String
        let leaves: [Int]
        let trees: Double
        let linear: Double

        var testDescription: String { name }
    }

    // So small that contributions lie on both sides of the least cause, and large as in models that serve.
    static let shapes = [
        Shape(name: "dust", leaves: [Int](repeating: 12, count: 3), trees: 0.02, linear: 0),
        Shape(name: "small", leaves: [Int](repeating: 12, count: 5), trees: 0.06, linear: 0),
        Shape(name: "large", leaves: [Int](repeating: 31, count: 20), trees: 0.5, linear: 0),
        Shape(name: "blend", leaves: [Int](repeating: 12, count: 5), trees: 0.05, linear: 0.01),
        Shape(name: "linear", leaves: [1], trees: 0, linear: 0.02),
    ]

    @Test("A case is denied where some contribution is a cause, and left to a reviewer elsewhere", arguments: shapes)
    func bruteForce(shape: Shape) throws {
        var random = SplitMix(state: 11)
        let made = try RandomModel.model(
            leaves: shape.leaves,
            treesWeight: shape.trees,
            linearWeight: shape.linear,
            using: &random
        )
        // Nearly all cases it was fitted on were denied, and so is every case.
        let labels = (0..<50).map { Int8($0 == 7 ? 1 : 0) }
        let model = ClaimModel(
            featurizer: made.featurizer,
            trees: made.trees,
            linear: made.linear,
            blend: made.blend,
            calibrator: try Calibrator.fit(.platt, scores: labels.indices.map { Double($0 % 5) / 10 }, labels: labels)
        )
        let table = try Claims.table(rows: 160)
        let advisor = Advisor(
            bundle: ModelBundle(schema: table.schema, model: model, info: .example),
            identity: AdvisorExample.identity
        )
        let together = try advisor.decide(table, rows: 0..<table.rowCount, pool: WorkerPool(threads: 2))
        var features = advisor.makeRow()
        for row in 0..<table.rowCount {
            let explanation = try model.explain(table, row: row)
            #expect(explanation.probability < 0.5)
            let expected: Answer = explanation.contributions.contains { $0 < -0.01 } ? .deny : .review
            #expect(try advisor.decide(table, row: row, using: &features).answer == expected)
            #expect(try advisor.suggest(table, row: row).answer == expected)
            #expect(together[row].answer == expected)
        }
    }
}
