import EvaDecisions
import EvaEvaluation

extension BudgetReport {
    /// Whether a policy's overall budgets were kept.
    init(_ policy: Policy, _ cases: ScoredCases) {
        self.init(
            policy.budgets.map { Asked(budget: $0.kind.rawValue, of: $0.unit.rawValue, rate: $0.rate) },
            cases
        )
    }
}
