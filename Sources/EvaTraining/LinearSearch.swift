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

    /// The half-life that the trees have, or the best of all, and the best penalty for it.
    mutating func choose(_ space: SearchSpace, recency known: Recency?) throws -> LinearCandidate {
        let recency = try known ?? self.recency(space)
        try report("logistic: penalty")
        let path = try path(recency, penalties: space.penalties)
        let best = path[path.indices.min { path[$0].losses.mean < path[$1].losses.mean } ?? 0].candidate
        why.append(
            "logistic: penalty \(best.recipe.penalty), by forward log loss: \(Self.figures(path) { "\($0.recipe.penalty)" })"
        )
        return best
    }

    private mutating func recency(_ space: SearchSpace) throws -> Recency {
        var tried: [(candidate: LinearCandidate, losses: CaseLosses)] = []
        for recency in space.memories {
            try report("logistic: half-life \(recency.name)")
            tried += try path(recency, penalties: [SearchSpace.middlePenalty])
        }
        let recency = tried[CaseLosses.choose(tried.map(\.losses)) ?? 0].candidate.recency
        why.append(
            "logistic: half-life \(recency.name), by forward log loss: \(Self.figures(tried) { $0.recency.name })"
        )
        return recency
    }

    private static func figures(
        _ tried: [(candidate: LinearCandidate, losses: CaseLosses)],
        _ name: (LinearCandidate) -> String
    ) -> String {
        tried.map { "\(name($0.candidate)) \($0.losses.mean.formatted(4))" }.joined(separator: ", ")
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
                let fitted = try path[index].candidate
                    .fit(
                        fold.training,
                        times: source.table.times,
                        warmStart: model,
                        pool: source.pool
                    )
                model = fitted
                source.steps.fits += 1
                path[index].losses
                    .append(fitted.scores(fold.features.linear, pool: source.pool), of: fold, source.plan)
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
    var name: String {
        let names = halfLives.map { $0.map { "\(Int($0)) days" } ?? "none" }
        return names.count == 1 ? names[0] : "mean of \(names.joined(separator: ", "))"
    }
}
