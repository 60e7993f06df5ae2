import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite struct BoostedTreesLawTests {
    static let recipes: [(name: String, recipe: BoostedTrees)] = {
        var sampled = BoostedTrees.small
        sampled.baggingFraction = 0.6
        sampled.baggingFreq = 2
        sampled.featureFraction = 0.5
        sampled.seed = 7
        var deep = BoostedTrees.small
        deep.numLeaves = 70
        deep.minDataInLeaf = 1
        deep.lambdaL1 = 0.1
        var wide = deep
        wide.numLeaves = 50
        return [("plain", .small), ("sampled", sampled), ("wide", wide), ("deep", deep)]
    }()

    private func fit(_ recipe: BoostedTrees, _ sample: TreeSample, threads: Int) throws -> TreeEnsemble {
        let pool = WorkerPool(threads: threads)
        return try recipe.fit(sample.binned(pool: pool), labels: sample.labels, pool: pool).model
    }

    @Test("The same seed gives the same bytes, with 1, 2 and 5 threads", arguments: recipes)
    func threads(name: String, recipe: BoostedTrees) throws {
        let sample = TreeSample.make(rows: 900, seed: 1)
        let one = try fit(recipe, sample, threads: 1)
        #expect(one.rounds == recipe.rounds)
        for threads in [1, 2, 5] {
            #expect(try fit(recipe, sample, threads: threads).bytes == one.bytes, "\(threads) threads")
        }
    }

    // Few columns are shared out to threads by rows.
    @Test("The same bytes with 1, 2 and 3 threads where rows make many blocks", .slow, arguments: [3, 20])
    func threadsOfManyRows(numeric: Int) throws {
        let sample = TreeSample.make(rows: 60_000, seed: 3, numeric: numeric, categories: 600)
        var recipe = BoostedTrees()
        recipe.rounds = 15
        recipe.baggingFraction = 0.7
        recipe.baggingFreq = 2
        let one = try fit(recipe, sample, threads: 1)
        #expect(try fit(recipe, sample, threads: 2) == one)
        #expect(try fit(recipe, sample, threads: 3) == one)
    }

    @Test("Another seed draws other rows")
    func seeds() throws {
        let sample = TreeSample.make(rows: 400, seed: 1)
        var recipe = BoostedTreesLawTests.recipes[1].recipe
        let one = try fit(recipe, sample, threads: 1)
        recipe.seed = 8
        #expect(try fit(recipe, sample, threads: 1) != one)
    }

    @Test("A draw of features that have no split does not end the boosting")
    func emptyDraws() throws {
        // Nine columns differ in too few rows for a leaf.
        let rare = (0..<9).map { column in (0..<400).map { $0 % 97 == column ? Float(1) : 0 } }
        let columns = ([(0..<400).map { Float($0 % 20) }] + rare).map(TreeFeatures.Column.numeric)
        let labels = (0..<400).map { Int8($0 % 20 < 10 && $0 % 7 > 0 ? 1 : 0) }
        var recipe = BoostedTrees.small
        recipe.featureFraction = 0.1
        recipe.minDataInLeaf = 20
        recipe.rounds = 12
        let sample = TreeSample(features: TreeFeatures(rows: 400, columns: columns), labels: labels)
        #expect(try fit(recipe, sample, threads: 1).rounds == 12)
    }

    @Test("Of numbers alone splits are sought on some rows; the values of the leaves are those of all")
    func splitRows() throws {
        let mixed = TreeSample.make(rows: 600, seed: 4)
        let numbers = TreeFeatures(rows: 600, columns: Array(mixed.features.columns.prefix(4)))
        let sample = TreeSample(features: numbers, labels: mixed.labels)
        var recipe = BoostedTrees.small
        recipe.rounds = 1
        let (plain, plainMixed) = (try fit(recipe, sample, threads: 1), try fit(recipe, mixed, threads: 1))
        recipe.splitRows = 200
        let model = try fit(recipe, sample, threads: 1)
        #expect(model != plain)
        let share = StableMath.sigmoid(model.base)
        let leaves = (0..<600).map { Int(model.leaves(row: sample.features.row($0))[0]) }
        for leaf in Set(leaves) {
            let rows = leaves.indices.filter { leaves[$0] == leaf }
            let gradient = rows.reduce(0.0) { $0 + share - Double(sample.labels[$1]) }
            let wanted = -recipe.learningRate * gradient / (Double(rows.count) * share * (1 - share))
            #expect(abs(model.score(row: sample.features.row(rows[0])) - model.base - wanted) < 1e-6)
        }
        #expect(try fit(recipe, sample, threads: 3) == model)
        #expect(try fit(recipe, mixed, threads: 1) == plainMixed)
        recipe.splitRows = 600
        #expect(try fit(recipe, sample, threads: 1) == plain)
    }

    @Test("A batch has the scores of its rows one by one", arguments: recipes)
    func batch(name: String, recipe: BoostedTrees) throws {
        let model = try fit(recipe, .make(rows: 600, seed: 2), threads: 1)
        let other = TreeSample.make(rows: 300, seed: 5, categories: 90)
        let scores = model.scores(other.features, pool: WorkerPool(threads: 2))
        #expect(scores == (0..<300).map { model.score(row: other.features.row($0)) })
    }

    @Test("Tables give the bits that the trees give", arguments: recipes)
    func tables(name: String, recipe: BoostedTrees) throws {
        var recipe = recipe
        recipe.rounds = 37
        let model = try fit(recipe, .make(rows: 600, seed: 2), threads: 1)
        let other = TreeSample.make(rows: 300, seed: 5, categories: 90)
        let pool = WorkerPool(threads: 2)
        var rows = (0..<300).map { other.features.row($0) }
        rows += [Float.infinity, -.infinity, -1, 1e9, 0, -0.0].map { [Float](repeating: $0, count: 6) }
        let plain = rows.map { model.score(row: $0) }
        model.prepareToScore()
        #expect(rows.map { model.score(row: $0) } == plain)
        #expect(model.scores(other.features, pool: pool) == Array(plain.prefix(300)))
    }

    @Test("Rows one after the other in one array have the scores of columns", arguments: recipes)
    func rowMajor(name: String, recipe: BoostedTrees) throws {
        let model = try fit(recipe, .make(rows: 600, seed: 2), threads: 1)
        let other = TreeSample.make(rows: 131, seed: 5)
        let pool = WorkerPool(threads: 2)
        let rows = (0..<131).flatMap { other.features.row($0) }
        let scores = model.scores(other.features, pool: pool)
        for _ in 0..<2 {
            #expect(model.scores(rowMajor: rows, pool: pool) == scores)
            #expect(model.scores(rowMajor: rows.map(Double.init), pool: pool) == scores)
            model.prepareToScore()
        }
    }

    @Test("An integer weight does what repeating the row does")
    func weights() throws {
        let sample = TreeSample.make(rows: 300, seed: 4, categories: 6)
        // Few distinct numbers, so that both have the same bins.
        func coarse(_ column: TreeFeatures.Column) -> TreeFeatures.Column {
            guard case .numeric(let values) = column else { return column }
            return .numeric(values.map { ($0 * 16).rounded() / 16 })
        }
        func pick(_ column: TreeFeatures.Column, _ rows: [Int]) -> TreeFeatures.Column {
            switch column {
            case .numeric(let values): .numeric(rows.map { values[$0] })
            case .categorical(let codes, let cardinality):
                .categorical(codes: rows.map { codes[$0] }, cardinality: cardinality)
            }
        }
        let times = (0..<300).map { 1 + $0 % 3 }
        let repeated = times.indices.flatMap { [Int](repeating: $0, count: times[$0]) }
        let columns = sample.features.columns.map(coarse)
        let once = TreeSample(features: TreeFeatures(rows: 300, columns: columns), labels: sample.labels)
        let often = TreeSample(
            features: TreeFeatures(rows: repeated.count, columns: columns.map { pick($0, repeated) }),
            labels: repeated.map { sample.labels[$0] }
        )
        var recipe = BoostedTrees.small
        recipe.minDataInLeaf = 1
        recipe.minSumHessianInLeaf = 3
        recipe.catSmooth = 0
        recipe.minDataPerGroup = 1
        let pool = WorkerPool(threads: 1)
        let weighted =
            try recipe.fit(
                once.binned(),
                labels: once.labels,
                weights: times.map { Float($0) },
                pool: pool
            )
            .model
        let plain = try fit(recipe, often, threads: 1)
        try #require(weighted.rounds == 8)
        for row in 0..<300 {
            let values = once.features.row(row)
            #expect(weighted.leaves(row: values) == plain.leaves(row: values))
            #expect(abs(weighted.score(row: values) - plain.score(row: values)) < 1e-6)
        }
        #expect(weighted.leafCovers == plain.leafCovers)
    }

    @Test("Encoding and decoding give the same model", arguments: recipes)
    func roundTrip(name: String, recipe: BoostedTrees) throws {
        let model = try fit(recipe, .make(rows: 500, seed: 6), threads: 1)
        let read = try TreeEnsemble(bytes: model.bytes)
        #expect(read == model)
        #expect(read.bytes == model.bytes)
        let sample = TreeSample.make(rows: 50, seed: 9)
        let pool = WorkerPool(threads: 1)
        #expect(read.scores(sample.features, pool: pool) == model.scores(sample.features, pool: pool))
    }

    @Test("Truncated models are those of fewer rounds")
    func truncation() throws {
        let sample = TreeSample.make(rows: 500, seed: 6)
        var recipe = BoostedTrees.small
        let model = try fit(recipe, sample, threads: 1)
        recipe.rounds = 3
        #expect(try fit(recipe, sample, threads: 1) == model.truncated(to: 3))
        #expect(model.truncated(to: 8) == model)
        #expect(model.truncated(to: 0).score(row: sample.features.row(0)) == model.base)
    }

    @Test("Training ends where the validation loss is lowest")
    func earlyStopping() throws {
        let sample = TreeSample.make(rows: 600, seed: 11)
        let held = TreeSample.make(rows: 300, seed: 12)
        let pool = WorkerPool(threads: 1)
        let data = try sample.binned()
        let validation = TreeValidation(
            data: BinnedMatrix(held.features, mapper: data.mapper, pool: pool),
            labels: held.labels
        )
        var recipe = BoostedTrees.small
        recipe.rounds = 60
        recipe.learningRate = 0.5
        recipe.earlyStoppingRounds = 5
        let fit = try recipe.fit(data, labels: sample.labels, validation: validation, pool: pool)
        let lowest = try #require(fit.validationLoss.min())
        #expect(fit.validationLoss[fit.bestRounds - 1] == lowest)
        #expect(fit.validationLoss.count == fit.bestRounds + 5)
        #expect(fit.model.rounds == fit.bestRounds)
        let scores = fit.model.scores(held.features, pool: pool)
        let loss = zip(scores, held.labels).map { StableMath.logLoss(score: $0, isPay: $1 == 1) }.reduce(0, +) / 300
        #expect(abs(loss - lowest) < 1e-5)
    }

    @Test("No tree breaks a monotone constraint")
    func monotone() throws {
        let sample = TreeSample.make(rows: 800, seed: 13)
        let pool = WorkerPool(threads: 1)
        var recipe = BoostedTrees.small
        recipe.numLeaves = 31
        recipe.minDataInLeaf = 2
        let model =
            try recipe.fit(
                sample.binned(),
                labels: sample.labels,
                monotone: [1, -1, 1, -1, 0, 0],
                pool: pool
            )
            .model
        var broken = 0
        for row in 0..<60 {
            var values = sample.features.row(row)
            for feature in 0..<4 {
                let own = values[feature]
                let scores = stride(from: Float(-2), through: 2, by: 0.1)
                    .map { value in
                        values[feature] = value
                        return model.score(row: values)
                    }
                values[feature] = own
                let steps = zip(scores, scores.dropFirst()).map { feature % 2 == 0 ? $1 - $0 : $0 - $1 }
                broken += steps.filter { $0 < -1e-12 }.count
            }
        }
        #expect(broken == 0)
        #expect(model.rounds == 8)
    }

    @Test("Leaves have at least the rows that are asked for, whatever the weights")
    func leastRows() throws {
        let sample = TreeSample.make(rows: 700, seed: 15)
        var random = RandomGenerator(seed: 3)
        let weights = sample.labels.map { _ in Float(0.01 + 5 * random.uniform() * random.uniform()) }
        var recipe = BoostedTrees.small
        recipe.minDataInLeaf = 25
        recipe.numLeaves = 31
        let model =
            try recipe.fit(
                sample.binned(),
                labels: sample.labels,
                weights: weights,
                pool: WorkerPool(threads: 1)
            )
            .model
        for tree in 0..<model.rounds {
            var counts: [Int32: Int] = [:]
            for row in 0..<700 { counts[model.leaves(row: sample.features.row(row))[tree], default: 0] += 1 }
            #expect(try #require(counts.values.min()) >= 25)
        }
    }

    @Test("Progress may end training")
    func cancelling() throws {
        struct Enough: Error {}
        let sample = TreeSample.make(rows: 100, seed: 1)
        let data = try sample.binned()
        #expect(throws: Enough.self) {
            try BoostedTrees.small.fit(data, labels: sample.labels, pool: WorkerPool(threads: 1)) { round, _ in
                if round == 2 { throw Enough() }
            }
        }
    }
}
