import EvaModels
import EvaNumerics
import Foundation
import Testing

@Suite struct BoostedTreesAbuseTests {
    private let sample = TreeSample.make(rows: 60, seed: 1)
    private let pool = WorkerPool(threads: 1)

    private func code(
        _ recipe: BoostedTrees = .small,
        labels: [Int8]? = nil,
        weights: [Float]? = nil,
        monotone: [Int8] = []
    )
        throws -> ModelError.Code?
    {
        let data = try sample.binned()
        do {
            _ = try recipe.fit(
                data,
                labels: labels ?? sample.labels,
                weights: weights,
                monotone: monotone,
                pool: pool
            )
            return nil
        } catch let error as ModelError {
            return error.code
        }
    }

    static let settings: [(String, @Sendable (inout BoostedTrees) -> Void)] = [
        ("rounds", { $0.rounds = 0 }),
        ("negative learning_rate", { $0.learningRate = -0.1 }),
        ("learning_rate that is no number", { $0.learningRate = .nan }),
        ("zero num_leaves", { $0.numLeaves = 0 }),
        ("max_depth", { $0.maxDepth = 0 }),
        ("min_data_in_leaf", { $0.minDataInLeaf = -1 }),
        ("min_sum_hessian_in_leaf", { $0.minSumHessianInLeaf = -1 }),
        ("lambda_l1", { $0.lambdaL1 = -1 }),
        ("lambda_l2", { $0.lambdaL2 = .infinity }),
        ("min_gain_to_split", { $0.minGainToSplit = .nan }),
        ("feature_fraction", { $0.featureFraction = 0 }),
        ("bagging_fraction", { $0.baggingFraction = 1.5 }),
        ("bagging_freq", { $0.baggingFreq = -1 }),
        ("max_bin", { $0.maxBin = 256 }),
        ("early_stopping_rounds", { $0.earlyStoppingRounds = 0 }),
        ("cat_smooth", { $0.catSmooth = -1 }),
        ("cat_l2", { $0.catL2 = -1 }),
        ("max_cat_threshold", { $0.maxCatThreshold = 0 }),
        ("max_cat_to_onehot", { $0.maxCatToOnehot = 0 }),
        ("min_data_per_group", { $0.minDataPerGroup = 0 }),
    ]

    @Test("A setting outside its range is named", arguments: settings)
    func setting(name: String, change: @Sendable (inout BoostedTrees) -> Void) throws {
        var recipe = BoostedTrees.small
        change(&recipe)
        #expect(try code(recipe) == .badSetting)
    }

    @Test("Labels, weights and constraints that can't be used are named")
    func input() throws {
        #expect(try code(labels: [1]) == .badShape)
        #expect(try code(labels: [Int8](repeating: 2, count: 60)) == .badShape)
        #expect(try code(labels: [Int8](repeating: 1, count: 60)) == .oneClass)
        for weight: Float in [0, -1, .infinity, .nan] {
            var weights = [Float](repeating: 1, count: 60)
            weights[7] = weight
            #expect(try code(weights: weights) == .badWeights, "\(weight)")
        }
        #expect(try code(weights: [1]) == .badShape)
        #expect(try code(monotone: [1]) == .badShape)
        #expect(try code(monotone: [0, 0, 2, 0, 0, 0]) == .badSetting)
        #expect(try code(monotone: [0, 0, 0, 0, 1, 0]) == .badSetting)
    }

    @Test("No rows are named")
    func empty() throws {
        let none = TreeSample(features: TreeFeatures(rows: 0, columns: [.numeric([])]), labels: [])
        let data = try none.binned()
        #expect(throws: ModelError.self) { try BoostedTrees.small.fit(data, labels: [], pool: pool) }
    }

    @Test("Constant and all-missing columns are ignored, and alone give the base rate")
    func nothingToSplit() throws {
        let columns: [TreeFeatures.Column] = [
            .numeric([Float](repeating: .nan, count: 60)), .numeric([Float](repeating: 3, count: 60)),
            .categorical(codes: [Int32](repeating: -1, count: 60), cardinality: 4),
            .categorical(codes: [Int32](repeating: 2, count: 60), cardinality: 4),
        ]
        let alone = TreeSample(features: TreeFeatures(rows: 60, columns: columns), labels: sample.labels)
        let fit = try BoostedTrees.small.fit(alone.binned(), labels: alone.labels, pool: pool)
        #expect(fit.model.rounds == 0)
        let rate = Double(sample.labels.reduce(0, +)) / 60
        #expect(abs(StableMath.sigmoid(fit.model.score(row: [1, .nan, 2, 3])) - rate) < 1e-12)
        #expect(fit.model.contributions(row: [1, .nan, 2, 3]).values == [0, 0, 0, 0])

        let both = TreeSample(
            features: TreeFeatures(rows: 60, columns: sample.features.columns + columns),
            labels: sample.labels
        )
        let with = try BoostedTrees.small.fit(both.binned(), labels: both.labels, pool: pool).model
        let without = try BoostedTrees.small.fit(sample.binned(), labels: sample.labels, pool: pool).model
        for row in 0..<60 {
            #expect(with.score(row: both.features.row(row)) == without.score(row: sample.features.row(row)))
        }
    }

    @Test("Extreme numbers, codes and weights train and score")
    func extremes() throws {
        let numbers: [Float] = [.infinity, -.infinity, .greatestFiniteMagnitude, -1e38, 1e-38, 0, -0.0, 3, .nan, 1e30]
        let columns: [TreeFeatures.Column] = [
            .numeric((0..<200).map { numbers[$0 % 10] }),
            .numeric((0..<200).map { $0 % 2 == 0 ? .infinity : -.infinity }),
            .categorical(codes: (0..<200).map { $0 % 5 == 0 ? 10_000_000 : $0 % 7 }, cardinality: 20_000_000),
        ]
        let labels = (0..<200).map { Int8($0 % 10 < 4 || $0 % 7 == 3 ? 1 : 0) }
        let sample = TreeSample(features: TreeFeatures(rows: 200, columns: columns), labels: labels)
        let weights = (0..<200).map { $0 % 3 == 0 ? Float(1e-30) : 1e30 }
        let model = try BoostedTrees.small.fit(sample.binned(), labels: labels, weights: weights, pool: pool).model
        for row: [Float] in [
            [.nan, .nan, .nan], [.infinity, -.infinity, .infinity], [0, 0, -5], [0, 0, 3e9], [0, 0, 2.5],
        ] {
            #expect(model.score(row: row).isFinite)
            #expect(model.contributions(row: row).values.allSatisfy { $0.isFinite })
        }
        #expect(try TreeEnsemble(bytes: model.bytes) == model)
    }

    @Test("Damaged bytes throw or give a model that scores, and never trap")
    func damage() throws {
        let model = try BoostedTrees.small.fit(sample.binned(), labels: sample.labels, pool: pool).model
        let bytes = model.bytes
        #if DEBUG
        let times = 100
        #else
        let times = 4_000
        #endif
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = RandomGenerator(seed: seed)
        var refused = 0
        for time in 0..<times {
            var damaged = bytes
            switch time % 3 {
            case 0: damaged.removeLast(1 + random.below(bytes.count - 1))
            case 1: damaged[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            default:
                for _ in 0..<8 { damaged[random.below(bytes.count)] ^= UInt8(1 << random.below(8)) }
            }
            do {
                let read = try TreeEnsemble(bytes: damaged)
                let row = [Float](repeating: 1, count: read.featureCount)
                _ = read.score(row: row)
                if read.featureCount < 1_000 { _ = read.contributions(row: row) }
            } catch is ByteError {
                refused += 1
            }
        }
        #expect(refused > times / 3, "seed \(seed)")
    }
}
