/// What Eva would do with a case, without saying why.
public struct Decision: Sendable, Equatable {
    /// Pay, deny or review.
    public var answer: Answer
    /// Why review; `nil` unless the answer is review.
    public var reviewCause: ReviewCause?
    /// Probability, as the model sees it, that the suggested decision is right: max(p, 1 − p), unless standards outrank
    /// the model.
    public var confidence: Double
    /// Calibrated probability of pay.
    public var probability: Double
    /// Log-odds of pay before calibration.
    public var score: Double
    /// Who decided.
    public var decidedBy = Decider.model

    /// Leaves the case to a reviewer.
    mutating func leave(for cause: ReviewCause) {
        answer = .review
        reviewCause = cause
    }
}
