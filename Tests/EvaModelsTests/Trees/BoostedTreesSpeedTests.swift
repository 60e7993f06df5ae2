import EvaModels
import EvaNumerics
import EvaTestSupport
import Foundation
import Testing

@Suite struct BoostedTreesSpeedTests {
    @Test("200,000 rows of 30 columns: 200 trees learn; prints the seconds", .slow)
    func manyRows() throws {
        let sample = TreeSample.make(rows: 200_000, seed: 1, numeric: 28, categories: 400)
        let held = TreeSample.make(rows: 20_000, seed: 2, numeric: 28, categories: 400)
        let pool = WorkerPool(threads: 2)
        var recipe = BoostedTrees()
        recipe.rounds = 200
        let start = DispatchTime.now().uptimeNanoseconds
        let data = try sample.binned(pool: pool)
        let binned = DispatchTime.now().uptimeNanoseconds
        let model = try recipe.fit(data, labels: sample.labels, pool: pool).model
        let grown = DispatchTime.now().uptimeNanoseconds
        let scores = model.scores(held.features, pool: pool)
        print("binning \(Double(binned - start) * 1e-9) s, boosting \(Double(grown - binned) * 1e-9) s")
        func loss(_ scores: [Double]) -> Double {
            zip(scores, held.labels).map { StableMath.logLoss(score: $0, isPay: $1 == 1) }.reduce(0, +) / 20_000
        }
        #expect(loss(scores) < 0.8 * loss([Double](repeating: model.base, count: 20_000)))
    }
}
