import EvaFeatures
import EvaModels
import EvaNumerics

/// Chooses how trees are fitted by log loss on the choosing blocks, one group of settings after another.
struct TreeSearch {
    let source: FoldSource
    let report: (_ stage: String) throws -> Void
    private(set) var best: TreeCandidate
    private(set) var why: [String] = []
    /// What was judged already: the best of one group is among the variants of the next.
    private var known: [(start: TreeCandidate, candidate: TreeCandidate, losses: CaseLosses)] = []

    init(source: FoldSource, start: TreeCandidate, report: @escaping (String) throws -> Void) {
        self.source = source
        self.report = report
        best = start
    }

    /// Tries each variant and keeps the first that is as good as the best: variants come with those first that are to
    /// be preferred where it makes no difference.
    mutating func choose(_ what: String, _ variants: [(name: String, candidate: TreeCandidate)]) throws {
        var tried: [(candidate: TreeCandidate, losses: CaseLosses)] = []
        for (name, candidate) in variants {
            try report("trees: \(what) \(name)")
            if let known = known.first(where: { $0.start == candidate }) {
                tried.append((known.candidate, known.losses))
                continue
            }
            let (judged, losses) = try judged(candidate)
            known.append((candidate, judged, losses))
            tried.append((judged, losses))
        }
        guard let chosen = CaseLosses.choose(tried.map(\.losses)) else { return }
        best = tried[chosen].candidate
        let figures = zip(variants, tried).map { "\($0.name) \($1.losses.mean.formatted(4))" }
        why.append("trees: \(what) \(variants[chosen].name), by forward log loss: \(figures.joined(separator: ", "))")
    }

    /// The candidate with its best number of rounds, and what it loses on each case of the choosing blocks.
    private func judged(_ candidate: TreeCandidate) throws -> (TreeCandidate, CaseLosses) {
        var curve = PooledCurve()
        var fits: [(fold: Fold, fit: TreeFit)] = []
        for block in source.plan.choosing.indices {
            let fold = try source.fold(block, recency: candidate.recency, features: candidate.features)
            let fit = try candidate.validated(on: fold, pool: source.pool)
            source.steps.fits += 1
            curve.add(fit.validationLoss, cases: fold.later.count)
            fits.append((fold, fit))
        }
        var candidate = candidate
        candidate.recipe.rounds = max(1, curve.best.rounds)
        var losses = CaseLosses()
        for (fold, fit) in fits {
            let model = fit.grown.truncated(to: candidate.recipe.rounds)
            losses.append(model.scores(fold.features.trees, pool: source.pool), of: fold, source.plan)
        }
        return (candidate, losses)
    }
}

extension CaseLosses {
    /// Adds what scores lose on the cases of a fold.
    mutating func append(_ scores: [Double], of fold: Fold, _ plan: ForwardPlan) {
        for (position, score) in scores.enumerated() {
            append(
                StableMath.logLoss(score: score, isPay: fold.labels[position] == 1),
                block: plan.block(of: fold.later.lowerBound + position)
            )
        }
    }
}
