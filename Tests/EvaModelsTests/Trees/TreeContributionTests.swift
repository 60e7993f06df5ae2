import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite struct TreeContributionTests {
    private func fit(rows: Int, leaves: Int, rounds: Int, weights: [Float]? = nil) throws -> (TreeSample, TreeEnsemble)
    {
        let sample = TreeSample.make(rows: rows, seed: 21)
        var recipe = BoostedTrees.small
        recipe.numLeaves = leaves
        recipe.rounds = rounds
        recipe.minDataInLeaf = 2
        let model =
            try recipe.fit(
                sample.binned(),
                labels: sample.labels,
                weights: weights,
                pool: WorkerPool(threads: 1)
            )
            .model
        return (sample, model)
    }

    @Test("Contributions are the Shapley values of the conditional expectations, by enumeration of subsets")
    func shapley() throws {
        let weights = (0..<400).map { 0.5 + Float($0 % 5) }
        let (sample, model) = try fit(rows: 400, leaves: 14, rounds: 3, weights: weights)
        let count = 6
        for row in 0..<8 {
            let values = sample.features.row(row)
            let payoff = (0..<1 << count).map { model.expectedScore(row: values, known: $0) }
            let found = model.contributions(row: values)
            #expect(abs(found.base - payoff[0]) < 1e-9)
            for feature in 0..<count {
                var expected = 0.0
                for set in 0..<1 << count where set >> feature & 1 == 0 {
                    let size = set.nonzeroBitCount
                    expected +=
                        factorial(size) * factorial(count - size - 1) / factorial(count)
                        * (payoff[set | 1 << feature] - payoff[set])
                }
                #expect(abs(found.values[feature] - expected) < 1e-9, "row \(row), feature \(feature)")
            }
        }
    }

    @Test("Base and contributions add up to the score, in deep trees too", .slow)
    func additivity() throws {
        let (sample, model) = try fit(rows: 5_000, leaves: 300, rounds: 30)
        for row in 0..<200 {
            let values = sample.features.row(row)
            let found = model.contributions(row: values)
            #expect(abs(found.base + found.values.reduce(0, +) - model.score(row: values)) < 1e-9)
        }
    }

    private func factorial(_ n: Int) -> Double { (0..<n).reduce(1) { $0 * Double($1 + 1) } }
}
