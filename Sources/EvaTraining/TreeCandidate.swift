import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A complete way to fit trees: how fast the past fades, how features are made, how trees grow.
struct TreeCandidate: Sendable, Equatable {
    var recency = Recency()
    var features = FeatureOptions()
    var recipe: BoostedTrees

    /// Fits trees on a fold and gives the log loss on its block after each round.
    func losses(on fold: FoldFeatures, pool: WorkerPool) throws -> [Double] {
        try validated(on: fold, pool: pool).validationLoss
    }

    /// Fits trees on a fold with the number of rounds that is best for its block.
    func fitStopping(on fold: FoldFeatures, pool: WorkerPool) throws -> TreeEnsemble {
        let fit = try validated(on: fold, pool: pool)
        return fit.model.truncated(to: fit.bestRounds)
    }

    private func validated(on fold: FoldFeatures, pool: WorkerPool) throws -> TreeFit {
        let mapper = try BinMapper.fit(fold.training.trees, maxBin: recipe.maxBin, pool: pool)
        let validation = TreeValidation(
            data: BinnedMatrix(fold.validation.trees, mapper: mapper, pool: pool),
            labels: fold.blockLabels,
            weights: nil
        )
        return try recipe.fit(
            BinnedMatrix(fold.training.trees, mapper: mapper, pool: pool),
            labels: fold.labels,
            weights: fold.weights,
            monotone: fold.featurizer.layout.treeMonotone,
            validation: validation,
            pool: pool
        )
    }

    /// Fits trees on a fold with all rounds.
    func fit(_ fold: FoldFeatures, pool: WorkerPool) throws -> TreeEnsemble {
        try fit(fold.training, labels: fold.labels, weights: fold.weights, layout: fold.featurizer.layout, pool: pool)
    }

    /// Fits trees with all rounds.
    func fit(
        _ training: FeatureSet,
        labels: [Int8],
        weights: [Float],
        layout: FeatureLayout,
        pool: WorkerPool
    ) throws -> TreeEnsemble {
        let mapper = try BinMapper.fit(training.trees, maxBin: recipe.maxBin, pool: pool)
        var recipe = recipe
        recipe.earlyStoppingRounds = nil
        return
            try recipe.fit(
                BinnedMatrix(training.trees, mapper: mapper, pool: pool),
                labels: labels,
                weights: weights,
                monotone: layout.treeMonotone,
                pool: pool
            )
            .model
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
