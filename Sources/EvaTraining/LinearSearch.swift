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

    /// The best penalty of each half-life, and of those the longest half-life that is as good as the best.
    mutating func choose(_ space: SearchSpace) throws -> LinearCandidate {
        var tried: [(candidate: LinearCandidate, losses: CaseLosses)] = []
        for halfLife in space.halfLives {
            let recency = Recency(halfLifeDays: halfLife)
            try report("logistic: half-life \(recency.name)")
            let path = try path(recency, penalties: space.penalties)
            if let best = path.min(by: { $0.losses.mean < $1.losses.mean }) { tried.append(best) }
        }
        let chosen = CaseLosses.choose(tried.map(\.losses)) ?? 0
        let best = tried[chosen]
        let figures = tried.map { "\($0.candidate.recency.name) \($0.losses.mean.formatted(4))" }
        why.append(
            "logistic: half-life \(best.candidate.recency.name), by forward log loss: "
                + figures.joined(separator: ", ") + "; penalty \(best.candidate.recipe.penalty)"
        )
        return best.candidate
    }

    private func path(
        _ recency: Recency,
        penalties: [Double]
    ) throws -> [(candidate: LinearCandidate, losses: CaseLosses)] {
        var path = penalties.map { penalty in
            let recipe = LogisticRegression(penalty: penalty, tolerance: 1e-4)
            return (candidate: LinearCandidate(recency: recency, recipe: recipe), losses: CaseLosses())
        }
        for block in source.plan.choosing.indices {
            let fold = try source.fold(block, recency: featureRecency, features: features)
            var model: LogisticModel?
            for index in path.indices {
                let fitted = try path[index].candidate.fit(
                    fold.training,
                    times: source.table.times,
                    warmStart: model,
                    pool: source.pool
                )
                model = fitted
                for (score, label) in zip(fitted.scores(fold.features.linear, pool: source.pool), fold.labels) {
                    path[index].losses.append(StableMath.logLoss(score: score, isPay: label == 1))
                }
            }
        }
        return path.map { candidate, losses in
            var candidate = candidate
            candidate.recipe.tolerance = LogisticRegression().tolerance
            return (candidate, losses)
        }
    }
}

extension Recency {
    /// For people.
    var name: String { halfLifeDays.map { "\(Int($0)) days" } ?? "none" }
}
