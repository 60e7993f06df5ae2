public import EvaCorpus

/// What people put between the model's probability and an answer; what is `nil` has no say.
///
/// It needs no model, so that a backtest decides by it with a model a period.
public struct Guidance: Sendable {
    /// What errors and reviews cost: of the answers that are allowed, the cheapest is given.
    public var costs: CostTable?
    /// Written clauses, which come after the model and outrank it where they must be followed.
    public var standards: ClauseReview?
    /// Thresholds that keep to the error budgets: they say which answers are allowed.
    public var rule: DecisionRule?

    /// Creates a guidance that says nothing: pay from a probability of .5 on, deny below.
    public init() {}

    /// Decision on a row of a table whose score and calibrated probability are known, before the clauses.
    public func decide(_ table: CaseTable, row: Int, score: Double, probability: Double) -> Decision {
        let allowance = rule?.allowance(table, row: row, probability: probability)
        let amount = table.amounts.isEmpty ? Double.nan : table.amounts[row]
        let answer =
            costs?.cheapest(allowance?.answers ?? .all, probability: probability, amount: amount).answer
            ?? (allowance?.answers ?? .all).likelier(probability)
        let cause = allowance?.answers == [] ? allowance?.cause : .unsure
        return Decision(
            answer: answer,
            reviewCause: answer == .review ? cause : nil,
            confidence: max(probability, 1 - probability),
            probability: probability,
            score: score
        )
    }
}
