/// Held-back rows on which the loss is watched; binned by the training rows' mapper.
public struct TreeValidation: Sendable {
    /// Features.
    public let data: BinnedMatrix
    /// 1 pay, 0 deny; one a row.
    public let labels: [Int8]
    /// One a row, above zero; `nil` for equal weights.
    public let weights: [Float]?

    /// Creates a validation set.
    public init(data: BinnedMatrix, labels: [Int8], weights: [Float]? = nil) {
        self.data = data
        self.labels = labels
        self.weights = weights
    }
}

/// Result of training.
public struct TreeFit: Sendable {
    /// The trees; with early stopping, those up to the best round.
    public let model: TreeEnsemble
    /// All trees that were grown, those after the best round too.
    public let grown: TreeEnsemble
    /// Rounds with the lowest validation loss; without validation, all.
    public let bestRounds: Int
    /// Weighted mean log loss of the validation rows after each round; empty without validation.
    public let validationLoss: [Double]
}
