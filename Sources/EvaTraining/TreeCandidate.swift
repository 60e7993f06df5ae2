import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A complete way to fit trees: how fast the past fades, how features are made, how trees grow.
struct TreeCandidate: Sendable, Equatable {
    var recency = Recency()
    var features = FeatureOptions()
    var recipe: BoostedTrees

    /// Fits trees on a fold and tells the log loss on its block after each round.
    func validated(on fold: Fold, pool: WorkerPool) throws -> TreeFit {
        let mapper = try BinMapper.fit(fold.training.features.trees, maxBin: recipe.maxBin, pool: pool)
        let validation = TreeValidation(
            data: BinnedMatrix(fold.features.trees, mapper: mapper, pool: pool),
            labels: fold.labels,
            weights: nil
        )
        return try fit(fold.training, recipe, mapper: mapper, validation: validation, pool: pool)
    }

    /// Fits trees with all rounds.
    func fit(_ training: TrainingFeatures, pool: WorkerPool) throws -> TreeEnsemble {
        let mapper = try BinMapper.fit(training.features.trees, maxBin: recipe.maxBin, pool: pool)
        var recipe = recipe
        recipe.earlyStoppingRounds = nil
        // Early stopping may find that no tree is better than one.
        recipe.rounds = max(1, recipe.rounds)
        return try fit(training, recipe, mapper: mapper, validation: nil, pool: pool).model
    }

    private func fit(
        _ training: TrainingFeatures,
        _ recipe: BoostedTrees,
        mapper: BinMapper,
        validation: TreeValidation?,
        pool: WorkerPool
    ) throws -> TreeFit {
        try recipe.fit(
            BinnedMatrix(training.features.trees, mapper: mapper, pool: pool),
            labels: training.labels,
            weights: training.weights,
            monotone: training.featurizer.layout.treeMonotone,
            initialScore: training.prevalence.latest,
            offsets: training.prevalence.offsets,
            validation: validation,
            pool: pool
        )
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
