import EvaModels
import EvaNumerics
import EvaTestSupport
import Foundation
import Testing

@Suite("Laws of logistic regression")
struct LogisticLawsTests {
    private let pool = WorkerPool(threads: 1)

    /// The objective as documented, in plain loops.
    private func objective(
        _ model: LogisticModel,
        _ features: LinearFeatures,
        _ labels: [Int8],
        _ weights: [Float],
        _ recipe: LogisticRegression
    ) -> Double {
        let scores = model.scores(features, pool: pool)
        var loss = 0.0
        for row in labels.indices {
            loss += Double(weights[row]) * StableMath.logLoss(score: scores[row], isPay: labels[row] == 1)
        }
        let squares = model.coefficients.reduce(0) { $0 + $1 * $1 }
        let absolutes = model.coefficients.reduce(0) { $0 + abs($1) }
        return loss / Double(weights.reduce(0, +))
            + recipe.penalty * (0.5 * (1 - recipe.l1Ratio) * squares + recipe.l1Ratio * absolutes)
    }

    @Test("No coefficient can be moved to lower the documented objective", arguments: [0, 0.6, 1])
    func isOptimal(l1Ratio: Double) throws {
        let (features, labels) = randomProblem(rows: 120, dense: 3, sparse: 6, entries: 2, seed: 3)
        let weights = (0..<120).map { Float($0 % 3) }
        let recipe = LogisticRegression(penalty: 0.02, l1Ratio: l1Ratio, tolerance: 1e-9)
        let fit = try recipe.fit(features, labels: labels, weights: weights, pool: pool)
        let best = objective(fit.model, features, labels, weights, recipe)
        for column in 0..<10 {
            let changes = [1e-4, -1e-4]
                .map { change in
                    var point = [fit.model.intercept] + fit.model.coefficients
                    point[column] += change
                    let moved = LogisticModel(
                        intercept: point[0],
                        dense: Array(point[1..<4]),
                        sparse: Array(point[4...])
                    )
                    return objective(moved, features, labels, weights, recipe) - best
                }
            #expect(changes.allSatisfy { $0 > 0 })
            // Where the objective is smooth its central difference is 0.
            if column == 0 || fit.model.coefficients[column - 1] != 0 {
                #expect(abs(changes[0] - changes[1]) / 2e-4 < 1e-7)
            }
        }
    }

    @Test("One, two and three threads give the same bits", arguments: [0, 0.5])
    func threadsDoNotMatter(l1Ratio: Double) throws {
        let (features, labels) = randomProblem(rows: 2600, dense: 3, sparse: 12, entries: 3, seed: 4)
        let recipe = LogisticRegression(penalty: 1e-3, l1Ratio: l1Ratio)
        let fits = try [1, 2, 3].map { try recipe.fit(features, labels: labels, pool: WorkerPool(threads: $0)) }
        #expect(fits[0] == fits[1] && fits[0] == fits[2])
        let scores = fits[0].model.scores(features, pool: WorkerPool(threads: 2))
        #expect(scores == fits[0].model.scores(features, pool: pool))
    }

    @Test("A batch scores as row by row, to the bit")
    func batchEqualsRows() {
        let (features, _) = randomProblem(rows: 1100, dense: 3, sparse: 9, entries: 2, seed: 5)
        let model = LogisticModel(intercept: 0.1, dense: [0.3, -1.7, 2], sparse: (0..<9).map { Double($0) / 7 })
        let scores = model.scores(features, pool: WorkerPool(threads: 2))
        for row in 0..<features.rows {
            let span = features.sparse.offsets[row]..<features.sparse.offsets[row + 1]
            let score = model.score(
                dense: features.dense.values[row * 3..<row * 3 + 3],
                indices: features.sparse.indices[span],
                values: features.sparse.values[span]
            )
            #expect(score == scores[row])
        }
    }

    @Test("An integer weight equals repetition")
    func weightsRepeat() throws {
        let (features, labels) = randomProblem(rows: 60, dense: 2, sparse: 5, entries: 2, seed: 6)
        let counts = (0..<60).map { ($0 * 7) % 4 }
        var dense: [Double] = []
        var sparse = SparseMatrix(columns: 5)
        var repeatedLabels: [Int8] = []
        for (row, count) in counts.enumerated() {
            for _ in 0..<count {
                dense.append(contentsOf: features.dense.values[row * 2..<row * 2 + 2])
                for entry in features.sparse.offsets[row]..<features.sparse.offsets[row + 1] {
                    sparse.append(column: Int(features.sparse.indices[entry]), value: features.sparse.values[entry])
                }
                sparse.endRow()
                repeatedLabels.append(labels[row])
            }
        }
        let repeated = LinearFeatures(
            dense: DenseMatrix(rows: repeatedLabels.count, columns: 2, values: dense),
            sparse: sparse
        )
        let recipe = LogisticRegression(penalty: 1e-2, tolerance: 1e-11)
        let a = try recipe.fit(features, labels: labels, weights: counts.map(Float.init), pool: pool).model
        let b = try recipe.fit(repeated, labels: repeatedLabels, pool: pool).model
        #expect(abs(a.intercept - b.intercept) < 1e-8)
        #expect(zip(a.coefficients, b.coefficients).allSatisfy { abs($0 - $1) < 1e-8 })
    }

    @Test("Offsets are scores before any feature: equal ones move the intercept only", arguments: [0, 0.5])
    func offsets(l1Ratio: Double) throws {
        let (features, labels) = randomProblem(rows: 150, dense: 2, sparse: 6, entries: 2, seed: 13)
        let recipe = LogisticRegression(penalty: 1e-2, l1Ratio: l1Ratio, tolerance: 1e-10)
        let plain = try recipe.fit(features, labels: labels, pool: pool).model
        let shifted =
            try recipe.fit(
                features,
                labels: labels,
                offsets: labels.map { _ in 1.5 },
                pool: pool
            )
            .model
        #expect(abs(shifted.intercept + 1.5 - plain.intercept) < 1e-7)
        #expect(zip(plain.coefficients, shifted.coefficients).allSatisfy { abs($0 - $1) < 1e-7 })
    }

    @Test("Offsets that are the optimum's own scores leave nothing to learn")
    func offsetsOfTheOptimum() throws {
        let (features, labels) = randomProblem(rows: 150, dense: 3, sparse: 1, entries: 0, seed: 14)
        let recipe = LogisticRegression(penalty: 0, tolerance: 1e-10)
        let best = try recipe.fit(features, labels: labels, pool: pool).model
        let rest = try recipe.fit(features, labels: labels, offsets: best.scores(features, pool: pool), pool: pool)
        #expect(abs(rest.model.intercept) < 1e-6)
        #expect(rest.model.coefficients.allSatisfy { abs($0) < 1e-6 })
    }

    @Test("A warm start reaches the same optimum, sooner", arguments: [0, 0.7])
    func warmStart(l1Ratio: Double) throws {
        let (features, labels) = randomProblem(rows: 200, dense: 3, sparse: 10, entries: 2, seed: 7)
        let weak = LogisticRegression(penalty: 1e-2, l1Ratio: l1Ratio, tolerance: 1e-9)
        let strong = LogisticRegression(penalty: 1.2e-2, l1Ratio: l1Ratio, tolerance: 1e-9)
        let start = try strong.fit(features, labels: labels, pool: pool).model
        let cold = try weak.fit(features, labels: labels, pool: pool)
        let warm = try weak.fit(features, labels: labels, warmStart: start, pool: pool)
        #expect(warm.iterations <= cold.iterations)
        #expect(zip(warm.model.coefficients, cold.model.coefficients).allSatisfy { abs($0 - $1) < 1e-7 })
        let again = try weak.fit(features, labels: labels, warmStart: cold.model, pool: pool)
        #expect(again.iterations == 0)
    }

    @Test("A column of zeros gets coefficient 0, duplicates share theirs, also without a penalty")
    func degenerateColumns() throws {
        var generator = RandomGenerator(seed: 8)
        let x = (0..<100).map { _ in generator.uniform() - 0.5 }
        let labels: [Int8] = x.map { generator.uniform() < StableMath.sigmoid(3 * $0) ? 1 : 0 }
        let features = LinearFeatures(
            dense: DenseMatrix(rows: 100, columns: 3, values: x.flatMap { [$0, 0, $0] }),
            sparse: sparseMatrix(x.map { _ in [] }, columns: 2)
        )
        for penalty in [0, 1e-3] {
            let fit = try LogisticRegression(penalty: penalty).fit(features, labels: labels, pool: pool)
            #expect(fit.gradientRatio <= 1e-6)
            #expect(fit.model.dense[1] == 0 && fit.model.sparse == [0, 0])
            // Without a penalty any split between duplicates is optimal.
            if penalty > 0 { #expect(abs(fit.model.dense[0] - fit.model.dense[2]) < 1e-6) }
        }
    }

    @Test("Without features the model is the base rate")
    func noFeatures() throws {
        let features = LinearFeatures(
            dense: DenseMatrix(rows: 4, columns: 0),
            sparse: sparseMatrix([[], [], [], []], columns: 0)
        )
        let fit = try LogisticRegression().fit(features, labels: [1, 0, 1, 1], pool: pool)
        #expect(abs(StableMath.sigmoid(fit.model.intercept) - 0.75) < 1e-12)
        #expect(fit.gradientRatio <= 1e-6)
    }

    @Test("Labels that a column separates end after maxIterations and say how far they are")
    func separable() throws {
        let features = LinearFeatures(
            dense: DenseMatrix(rows: 4, columns: 1, values: [-2, -1, 1, 2]),
            sparse: sparseMatrix([[], [], [], []], columns: 0)
        )
        let recipe = LogisticRegression(penalty: 0, tolerance: 1e-12, maxIterations: 5)
        let fit = try recipe.fit(features, labels: [0, 0, 1, 1], pool: pool)
        #expect(fit.iterations == 5 && fit.gradientRatio > 1e-12)
        #expect(fit.model.dense[0] > 1 && fit.model.dense[0].isFinite)
    }

    @Test("Progress counts steps and may cancel")
    func cancels() throws {
        struct Cancelled: Error {}
        let (features, labels) = randomProblem(rows: 50, dense: 2, sparse: 4, entries: 2, seed: 9)
        var seen: [Int] = []
        let recipe = LogisticRegression(penalty: 1e-3)
        let fit = try recipe.fit(features, labels: labels, pool: pool) { done, most in
            seen.append(done)
            #expect(most == recipe.maxIterations)
        }
        #expect(seen == Array(0..<fit.iterations))
        #expect(throws: Cancelled.self) {
            _ = try recipe.fit(features, labels: labels, pool: pool) { _, _ in throw Cancelled() }
        }
    }

    @Test("Indicators that sum to the intercept do not stall an L1 penalty", arguments: [1e-3, 1e-5], [0.5, 1])
    func collinearIndicators(penalty: Double, l1Ratio: Double) throws {
        var generator = RandomGenerator(seed: 12)
        let rows = (0..<400).map { _ in (0..<4).map { (column: $0 * 8 + generator.below(8), value: 1.0) } }
        let labels: [Int8] = rows.map { row in
            generator.uniform() < StableMath.sigmoid(Double(row[0].column % 3) - 1 + 0.2 * Double(row[1].column % 5))
                ? 1 : 0
        }
        let features = LinearFeatures(
            dense: DenseMatrix(rows: 400, columns: 0),
            sparse: sparseMatrix(rows, columns: 32)
        )
        let recipe = LogisticRegression(penalty: penalty, l1Ratio: l1Ratio, tolerance: 1e-8)
        let fit = try recipe.fit(features, labels: labels, pool: pool)
        #expect(fit.gradientRatio <= 1e-8)
        #expect(fit.iterations < 15)
    }

    @Test("Features near the largest number give a finite model", arguments: [1e150, 1e300])
    func hugeFeatures(size: Double) throws {
        let features = LinearFeatures(
            dense: DenseMatrix(rows: 4, columns: 2, values: [1, size, 2, -size, 3, size, 4, size / 2]),
            sparse: sparseMatrix([[], [], [], []], columns: 0)
        )
        for l1Ratio in [0, 0.5] {
            let fit = try LogisticRegression(penalty: 1e-3, l1Ratio: l1Ratio)
                .fit(features, labels: [0, 1, 1, 0], pool: pool)
            let numbers = [fit.model.intercept] + fit.model.coefficients
            #expect(numbers.allSatisfy { $0.isFinite })
        }
    }

    @Test("More columns than the exact block and the exact quadratic take still reach the optimum", .slow)
    func manyColumns() throws {
        let (features, labels) = randomProblem(rows: 4000, dense: 5, sparse: 6000, entries: 30, seed: 10)
        for (penalty, l1Ratio) in [(1e-4, 0.0), (1e-6, 0.5), (1e-5, 1)] {
            let recipe = LogisticRegression(penalty: penalty, l1Ratio: l1Ratio)
            let fit = try recipe.fit(features, labels: labels, pool: pool)
            #expect(fit.gradientRatio <= 1e-6)
        }
    }
}
