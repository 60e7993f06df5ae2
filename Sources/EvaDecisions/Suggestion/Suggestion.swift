/// What Eva tells an agent about a case; its JSON is the contract of `eva score`, the service and the console.
///
/// Every key is always written; what there is no source for is `null` or empty.
public struct Suggestion: Sendable, Equatable {
    /// Identifier of the case; `nil` when it came without.
    public var caseID: String?
    /// Pay, deny or review.
    public var answer: Answer
    /// Why review; `nil` unless the answer is review.
    public var reviewCause: ReviewCause?
    /// Who decided: the model or written standards.
    public var decidedBy = Decider.model
    /// Probability, as the model sees it, that the suggested decision is right: max(p, 1 − p), unless standards outrank
    /// the model.
    public var confidence: Double
    /// Calibrated probability of pay.
    public var probability: Double
    /// Log-odds of pay before calibration.
    public var score: Double
    /// Score of a case of which nothing is known.
    public var base: Double
    /// Log-odds that each field adds, in the order of the schema; base plus their sum is the score.
    public var contributions: [(field: String, value: Double)]
    /// The strongest contributions, at most four.
    public var reasons: [Reason]
    /// Clauses that apply on the case's date, in the order of the catalogue.
    public var standards: [ClauseFinding] = []
    /// Whether clauses, or clauses and the model, say opposite things.
    public var conflicts: [StandardsConflict] = []
    /// Evidence that those clauses ask for and the case does not have.
    public var missingEvidence: [MissingEvidence] = []
    /// Earlier cases alike in the model's eyes, nearest first.
    public var precedents: [Precedent] = []
    /// The smallest change that would move the suggestion; `nil` when there is none.
    public var whatWouldChangeIt: WhatWouldChangeIt?
    /// Money at stake and what to pay of it; `nil` when the case has no amount.
    public var amount: SuggestedAmount?
    /// The bundle that answered.
    public var model: ModelIdentity

    /// Equality of all parts.
    public static func == (left: Suggestion, right: Suggestion) -> Bool {
        left.caseID == right.caseID && left.answer == right.answer && left.reviewCause == right.reviewCause
            && left.decidedBy == right.decidedBy
            && left.confidence == right.confidence && left.probability == right.probability
            && left.score == right.score && left.base == right.base
            && left.contributions.elementsEqual(right.contributions, by: ==) && left.reasons == right.reasons
            && left.standards == right.standards && left.conflicts == right.conflicts
            && left.missingEvidence == right.missingEvidence && left.precedents == right.precedents
            && left.whatWouldChangeIt == right.whatWouldChangeIt && left.amount == right.amount
            && left.model == right.model
    }
}
