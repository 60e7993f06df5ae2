import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite struct TreeContributionTests {
    /// Trees of all that there is: missing values, two categorical columns, a monotone column, weights.
    private func fit(
        rows: Int,
        leaves: Int,
        rounds: Int,
        numeric: Int = 4,
        monotone: [Int8]? = nil
    ) throws -> (TreeSample, TreeEnsemble) {
        let sample = TreeSample.make(rows: rows, seed: 21, numeric: numeric)
        var recipe = BoostedTrees.small
        recipe.numLeaves = leaves
        recipe.rounds = rounds
        recipe.minDataInLeaf = 2
        let model =
            try recipe.fit(
                sample.binned(),
                labels: sample.labels,
                weights: (0..<rows).map { 0.5 + Float($0 % 5) },
                monotone: monotone ?? [Int8](repeating: 0, count: numeric + 2),
                pool: WorkerPool(threads: 1)
            )
            .model
        return (sample, model)
    }

    @Test("Contributions are the Shapley values of the conditional expectations, by enumeration of subsets")
    func shapley() throws {
        let (sample, model) = try fit(rows: 400, leaves: 14, rounds: 3, monotone: [1, 0, -1, 0, 0, 0])
        let plain = try PlainTrees(model)
        let count = 6
        for row in 0..<8 {
            let values = sample.features.row(row)
            let payoff = (0..<1 << count).map { known in plain.expectedScore(values) { known >> $0 & 1 == 1 } }
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

    // 30 columns give paths of more than eight features, and with them more than one lot of points.
    @Test("Contributions are those of the published algorithm, in deep trees of many features too")
    func published() throws {
        let (sample, model) = try fit(rows: 500, leaves: 60, rounds: 2, numeric: 30)
        let plain = try PlainTrees(model)
        for row in 0..<4 {
            let values = sample.features.row(row)
            let found = model.contributions(row: values).values
            let worst = zip(found, plain.contributions(values)).map { abs($0 - $1) }.max()
            #expect(try #require(worst) < 1e-9)
        }
    }

    @Test("Tables find the leaves that a walk down finds, of up to 32 leaves and of up to 64", arguments: [12, 60])
    func leaves(most: Int) throws {
        let (sample, model) = try fit(rows: 300, leaves: most, rounds: 20)
        let walked = (0..<300).map { model.leaves(row: sample.features.row($0)) }
        model.prepareToScore()
        for row in 0..<300 { #expect(model.leaves(row: sample.features.row(row)) == walked[row]) }
    }

    @Test("A batch has the contributions of its rows one by one, for any number of threads")
    func batch() throws {
        let (sample, model) = try fit(rows: 300, leaves: 12, rounds: 4)
        let one = (0..<300).flatMap { model.contributions(row: sample.features.row($0)).values }
        for threads in [1, 2] {
            let all = model.contributions(sample.features, pool: WorkerPool(threads: threads))
            #expect(all.values == one)
            #expect(all.base == model.contributions(row: sample.features.row(0)).base)
        }
    }

    @Test("Base and contributions add up to the score, in deep trees too", .slow)
    func additivity() throws {
        let (sample, model) = try fit(rows: 5_000, leaves: 300, rounds: 30, numeric: 60)
        for row in 0..<200 {
            let values = sample.features.row(row)
            let found = model.contributions(row: values)
            #expect(abs(found.base + found.values.reduce(0, +) - model.score(row: values)) < 1e-9)
        }
    }

    @Test("The points integrate polynomials exactly", arguments: [4, 8, 12, 40, 256])
    func quadrature(count: Int) {
        let rule = GaussLegendre(count)
        #expect(rule.points == rule.points.sorted() && rule.points.allSatisfy { $0 > 0 && $0 < 1 })
        for degree in [0, 1, count, 2 * count - 1] {
            let sum = zip(rule.points, rule.weights)
                .reduce(0) { total, point in
                    total + point.1 * (0..<degree).reduce(1) { product, _ in product * point.0 }
                }
            #expect(abs(sum - 1 / Double(degree + 1)) < 1e-14, "degree \(degree)")
        }
    }

    private func factorial(_ n: Int) -> Double { (0..<n).reduce(1) { $0 * Double($1 + 1) } }
}
