import EvaFeatures
import EvaModels
import EvaNumerics

/// Chooses how trees are fitted by log loss on the choosing blocks, one group of settings after another, and then
/// which neighbours of what was chosen make a mean with it that is better still.
struct TreeSearch {
    let source: FoldSource
    let report: (_ stage: String) throws -> Void
    private(set) var best: TreeCandidate
    private(set) var why: [String] = []
    /// What was judged already: the best of one group is among the variants of the next.
    private var known: [(start: TreeCandidate, judged: JudgedTrees)] = []

    init(source: FoldSource, start: TreeCandidate, report: @escaping (String) throws -> Void) {
        self.source = source
        self.report = report
        best = start
    }

    /// Tries each variant and keeps the first that is as good as the best: variants come with those first that are to
    /// be preferred where it makes no difference.
    mutating func choose(_ what: String, _ variants: [(name: String, candidate: TreeCandidate)]) throws {
        var tried: [JudgedTrees] = []
        for (name, candidate) in variants {
            try report("trees: \(what) \(name)")
            tried.append(try judged(candidate))
        }
        guard let chosen = CaseLosses.choose(tried.map(\.losses)) else { return }
        best = tried[chosen].candidate
        let figures = zip(variants, tried).map { "\($0.name) \($1.losses.mean.formatted(4))" }
        why.append("trees: \(what) \(variants[chosen].name), by forward log loss: \(figures.joined(separator: ", "))")
    }

    /// The best and at most so many others, one after the other: each time the neighbour whose scores make the mean of
    /// all the best, as long as it becomes better.
    ///
    /// What was chosen is one of many that are hardly worse; which one comes first is chance, and their mean is right
    /// where most of them are.
    ///
    /// **Source**: Caruana et al. (2004), Ensemble selection from libraries of models; without repetition.
    mutating func mean(
        with neighbours: [(name: String, candidate: TreeCandidate)],
        most: Int
    ) throws -> [TreeCandidate] {
        var rest: [(name: String, judged: JudgedTrees)] = []
        for (name, candidate) in neighbours {
            try report("trees: mean with \(name)")
            rest.append((name, try judged(candidate)))
        }
        guard let first = known.first(where: { $0.judged.candidate == best })?.judged else { return [best] }
        rest.removeAll { $0.judged.candidate == best }
        let labels = source.plan.choosing.indices.flatMap { source.table.labels[source.plan.later($0)] }
        var members = [best]
        var mean = first.scores
        var loss = first.losses.mean
        var figures = ["alone \(loss.formatted(4))"]
        while members.count <= most {
            let share = 1 / Double(members.count + 1)
            let tried = rest.map { neighbour in
                let scores = zip(mean, neighbour.judged.scores).map { $0 + share * ($1 - $0) }
                let loss = zip(scores, labels).reduce(0) { $0 + StableMath.logLoss(score: $1.0, isPay: $1.1 == 1) }
                return (scores: scores, loss: loss / Double(labels.count))
            }
            guard let next = tried.indices.min(by: { tried[$0].loss < tried[$1].loss }), tried[next].loss < loss else {
                break
            }
            (mean, loss) = tried[next]
            members.append(rest[next].judged.candidate)
            figures.append("with \(rest[next].name) \(loss.formatted(4))")
            rest.remove(at: next)
        }
        why.append("trees: mean of \(members.count), by forward log loss: \(figures.joined(separator: ", "))")
        return members
    }

    /// The candidate with its best number of rounds, and what it says and loses on each case of the choosing blocks.
    private mutating func judged(_ candidate: TreeCandidate) throws -> JudgedTrees {
        if let known = known.first(where: { $0.start == candidate }) { return known.judged }
        let judged = try judge(candidate)
        known.append((candidate, judged))
        return judged
    }

    private func judge(_ candidate: TreeCandidate) throws -> JudgedTrees {
        // The trend is always there, so that candidates with and without it share their features.
        var shared = candidate.features
        shared.trend = true
        var curve = PooledCurve()
        var fits: [(fold: Fold, fit: TreeFit)] = []
        for block in source.plan.choosing.indices {
            let fold = try source.fold(block, recency: candidate.recency, features: shared)
            let fit = try candidate.validated(on: fold, times: source.table.times, pool: source.pool)
            source.steps.fits += 1
            curve.add(fit.validationLoss, cases: fold.later.count)
            fits.append((fold, fit))
        }
        var candidate = candidate
        candidate.recipe.rounds = max(1, curve.best.rounds)
        var judged = JudgedTrees(candidate: candidate)
        for (fold, fit) in fits {
            let model = fit.grown.truncated(to: candidate.recipe.rounds)
            let seen = candidate.seen(fold.features, of: fold.training.featurizer)
            let scores = model.scores(seen, pool: source.pool)
            judged.losses.append(scores, of: fold, source.plan)
            judged.scores += scores
        }
        return judged
    }
}

/// A candidate with its best number of rounds, and what it says of each case of the choosing blocks and loses on it.
private struct JudgedTrees {
    let candidate: TreeCandidate
    var losses = CaseLosses()
    /// Log-odds, block after block.
    var scores: [Double] = []
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
