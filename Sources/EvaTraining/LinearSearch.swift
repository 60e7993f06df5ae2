import EvaFeatures
import EvaModels
import EvaNumerics

/// Chooses recency and penalty of the logistic regression by pooled log loss on the choosing blocks.
struct LinearSearch {
    let source: FoldSource
    let features: FeatureOptions
    let featureRecency: Recency
    let report: (_ stage: String) throws -> Void
    private(set) var why: [String] = []

    init(
        source: FoldSource,
        features: FeatureOptions,
        featureRecency: Recency,
        report: @escaping (String) throws -> Void
    ) {
        self.source = source
        self.features = features
        self.featureRecency = featureRecency
        self.report = report
    }

    /// The best half-life and penalty.
    mutating func choose(_ space: SearchSpace) throws -> LinearCandidate {
        var best = LinearCandidate(recipe: LogisticRegression(penalty: space.penalties.last ?? 1e-4))
        var least = Double.infinity
        for halfLife in space.halfLives {
            let recency = Recency(halfLifeDays: halfLife)
            try report("logistic: half-life \(recency.name)")
            let losses = try pathLosses(recency, penalties: space.penalties)
            for (penalty, loss) in zip(space.penalties, losses) where loss < least {
                least = loss
                best = LinearCandidate(recency: recency, recipe: LogisticRegression(penalty: penalty))
            }
        }
        why.append(
            "logistic: half-life \(best.recency.name), penalty \(best.recipe.penalty): forward log loss \(least.formatted(4))"
        )
        return best
    }

    private func pathLosses(_ recency: Recency, penalties: [Double]) throws -> [Double] {
        var sums = [Double](repeating: 0, count: penalties.count)
        var cases = 0
        for block in source.plan.choosing.indices {
            let fold = try source.fold(block, recency: featureRecency, features: features)
            var model: LogisticModel?
            for (index, penalty) in penalties.enumerated() {
                let candidate = LinearCandidate(
                    recency: recency,
                    recipe: LogisticRegression(penalty: penalty, tolerance: 1e-4)
                )
                let fitted = try candidate.fit(
                    fold.training,
                    times: source.table.times,
                    warmStart: model,
                    pool: source.pool
                )
                model = fitted
                for (score, label) in zip(fitted.scores(fold.features.linear, pool: source.pool), fold.labels) {
                    sums[index] += StableMath.logLoss(score: score, isPay: label == 1)
                }
            }
            cases += fold.block.count
        }
        return sums.map { $0 / Double(max(1, cases)) }
    }
}

extension Recency {
    /// For people.
    var name: String { halfLifeDays.map { "\(Int($0)) days" } ?? "none" }
}
