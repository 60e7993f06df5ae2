import EvaBundle
import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A complete way to fit trees: how fast the past fades, how features are made, how trees grow.
struct TreeCandidate: Sendable, Equatable {
    /// How fast the past fades for the features, and for the trees unless they have a `fade` of their own.
    var recency = Recency()
    /// How fast the past fades for the trees alone; `nil`: as for the features.
    var fade: Recency?
    var features = FeatureOptions()
    var recipe: BoostedTrees

    /// The same as the manifest tells it.
    var member: TreeMember {
        TreeMember(
            halfLifeDays: (fade ?? recency).halfLives,
            trend: features.trend,
            orderedStatistics: features.orderedStatistics,
            recipe: recipe
        )
    }

    /// Fits trees on a fold and tells the log loss on its block after each round.
    func validated(on fold: Fold, times: [CaseTime], pool: WorkerPool) throws -> TreeFit {
        let input = TreeInput(self, fold.training, times: times)
        let mapper = try mapper(fold.training, pool: pool)
        let validation = TreeValidation(
            data: BinnedMatrix(seen(fold.features, of: fold.training.featurizer), mapper: mapper, pool: pool),
            labels: fold.labels,
            weights: nil
        )
        return try fit(input, recipe, mapper: mapper, validation: validation, pool: pool)
    }

    /// Fits trees with all rounds.
    func fit(_ training: TrainingFeatures, times: [CaseTime], pool: WorkerPool) throws -> TreeEnsemble {
        let input = TreeInput(self, training, times: times)
        let mapper = try mapper(training, pool: pool)
        var recipe = recipe
        recipe.earlyStoppingRounds = nil
        // Early stopping may find that no tree is better than one.
        recipe.rounds = max(1, recipe.rounds)
        return try fit(input, recipe, mapper: mapper, validation: nil, pool: pool).model
    }

    /// Bins of all training rows, whatever the trees' own fade: members of a mean cut their features at the same places,
    /// so that a case is compared with few.
    private func mapper(_ training: TrainingFeatures, pool: WorkerPool) throws -> BinMapper {
        let features = seen(training.features, of: training.featurizer)
        return try BinMapper.fit(features, maxBin: recipe.maxBin, pool: pool)
    }

    /// The features that the trees may use: members of a mean share theirs, and not all use the trend.
    func seen(_ all: FeatureSet, of featurizer: Featurizer) -> TreeFeatures {
        all.trees.selecting(rows: 0..<all.trees.rows, columns: seenColumns(of: featurizer))
    }

    /// Number of columns that the trees may use; the trend's is the last of all.
    fileprivate func seenColumns(of featurizer: Featurizer) -> Int {
        featurizer.layout.treeField.count - (featurizer.hasTrend && !features.trend ? 1 : 0)
    }

    private func fit(
        _ input: TreeInput,
        _ recipe: BoostedTrees,
        mapper: BinMapper,
        validation: TreeValidation?,
        pool: WorkerPool
    ) throws -> TreeFit {
        try recipe.fit(
            BinnedMatrix(input.features, mapper: mapper, pool: pool),
            labels: input.labels,
            weights: input.weights,
            monotone: input.monotone,
            initialScore: input.latest,
            offsets: input.offsets,
            validation: validation,
            pool: pool
        )
    }
}

/// What a candidate's trees learn from: the columns that they may use, of the rows that still count under their fade.
private struct TreeInput {
    let features: TreeFeatures
    let labels: [Int8]
    let weights: [Float]
    let offsets: [Double]
    let monotone: [Int8]
    /// Log-odds that new cases start from.
    let latest: Double

    init(_ candidate: TreeCandidate, _ training: TrainingFeatures, times: [CaseTime]) {
        let count = candidate.seenColumns(of: training.featurizer)
        let first = training.rows.lowerBound
        let start = candidate.fade?.start(times, rows: training.rows) ?? first
        let rows = start - first..<training.rows.count
        features = training.features.trees.selecting(rows: rows, columns: count)
        labels = Array(training.labels[rows])
        weights = candidate.fade?.weights(times, rows: start..<training.rows.upperBound) ?? training.weights
        offsets = Array(training.prevalence.offsets[rows])
        monotone = Array(training.featurizer.layout.treeMonotone.prefix(count))
        latest = training.prevalence.latest
    }
}

/// Losses of a candidate over the choosing blocks, pooled case by case.
struct PooledCurve: Sendable {
    private var sums: [Double] = []
    private var cases = 0

    /// Adds a block's curve; where curves differ in length because one stopped early, its last value goes on.
    mutating func add(_ losses: [Double], cases count: Int) {
        let length = max(sums.count, losses.count)
        guard let last = losses.last else { return }
        if sums.isEmpty { sums = [Double](repeating: 0, count: length) }
        let end = sums.last ?? 0
        while sums.count < length { sums.append(end) }
        for round in 0..<length { sums[round] += Double(count) * (round < losses.count ? losses[round] : last) }
        cases += count
    }

    /// Round with the least pooled loss, counted from 1, and that loss.
    var best: (rounds: Int, loss: Double) {
        guard let least = sums.indices.min(by: { sums[$0] < sums[$1] }) else { return (0, .infinity) }
        return (least + 1, sums[least] / Double(cases))
    }
}
