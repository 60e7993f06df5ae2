import EvaCorpus
import EvaFeatures
import EvaNumerics

/// Gives the features around a plan's blocks, and keeps the last ones made: most candidates differ in nothing that
/// features depend on.
final class FoldSource {
    let table: CaseTable
    let plan: ForwardPlan
    let hasLinear: Bool
    let steps: StepCounter
    let pool: WorkerPool
    private var kept: (recency: Recency, features: FeatureOptions, folds: [Int: Fold])?

    init(table: CaseTable, plan: ForwardPlan, hasLinear: Bool, steps: StepCounter, pool: WorkerPool) {
        self.table = table
        self.plan = plan
        self.hasLinear = hasLinear
        self.steps = steps
        self.pool = pool
    }

    /// Features of the rows before and after the start of block number `block`.
    func fold(_ block: Int, recency: Recency, features: FeatureOptions) throws -> Fold {
        if kept?.recency != recency || kept?.features != features { kept = (recency, features, [:]) }
        if let fold = kept?.folds[block] { return fold }
        let fold = try Fold(
            table,
            from: plan.first,
            later: plan.later(block),
            recency: recency,
            options: features,
            hasLinear: hasLinear,
            pool: pool
        )
        kept?.folds[block] = fold
        return fold
    }
}
