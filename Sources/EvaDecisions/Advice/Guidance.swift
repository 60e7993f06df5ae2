public import EvaCorpus

/// What people put between the model's probability and an answer; what is `nil` has no say.
///
/// It needs no model, so that a backtest decides by it with a model a period.
public struct Guidance: Sendable {
    /// What errors and reviews cost: of the answers that are allowed, the cheapest is given.
    public var costs: CostTable?
    /// Written clauses, which come after the model and outrank it where they must be followed.
    public var standards: ClauseReview?

    /// Creates a guidance that says nothing: pay from a probability of .5 on, deny below.
    public init() {}

    /// Decision on a row of a table whose score and calibrated probability are known, before the clauses.
    public func decide(_ table: CaseTable, row: Int, score: Double, probability: Double) -> Decision {
        let answer =
            costs?.cheapest(probability: probability, amount: table.amounts.isEmpty ? .nan : table.amounts[row]).answer
            ?? (probability >= 0.5 ? .pay : .deny)
        return Decision(
            answer: answer,
            reviewCause: answer == .review ? .unsure : nil,
            confidence: max(probability, 1 - probability),
            probability: probability,
            score: score
        )
    }
}
