import EvaFeatures
import EvaModels
import EvaNumerics

/// Chooses how trees are fitted by pooled log loss on the choosing blocks, one group of settings after another.
struct TreeSearch {
    let source: FoldSource
    let report: (_ stage: String) throws -> Void
    private(set) var best: TreeCandidate
    private(set) var loss = Double.infinity
    private(set) var why: [String] = []

    init(source: FoldSource, start: TreeCandidate, report: @escaping (String) throws -> Void) {
        self.source = source
        self.report = report
        best = start
    }

    /// Tries each variant and keeps the best; a variant must be better than what is there by more than `margin`.
    mutating func choose(_ what: String, _ variants: [(name: String, candidate: TreeCandidate)]) throws {
        var winner: String?
        var tried: [String] = []
        for (name, candidate) in variants {
            try report("trees: \(what) \(name)")
            var curve = PooledCurve()
            for block in source.plan.choosing.indices {
                let fold = try source.fold(block, recency: candidate.recency, features: candidate.features)
                curve.add(try candidate.validated(on: fold, pool: source.pool).validationLoss, cases: fold.block.count)
            }
            tried.append("\(name) \(curve.best.loss.formatted(4))")
            guard curve.best.loss < loss else { continue }
            loss = curve.best.loss
            winner = name
            best = candidate
            best.recipe.rounds = max(1, curve.best.rounds)
        }
        let kept = winner.map { "\(what) \($0)" } ?? "\(what) unchanged"
        why.append("trees: \(kept), by forward log loss: \(tried.joined(separator: ", "))")
    }
}
