import EvaModels

/// Scores of a plan's blocks by models that knew only what came before each; positions count from the first block.
struct ForwardScores {
    /// Log-odds of the trees; `nil` when none were fitted.
    var trees: [Double]?
    /// Log-odds of the logistic regression; `nil` when none was fitted.
    var linear: [Double]?
    let labels: [Int8]
    /// Blocks as positions in the arrays.
    let blocks: [Range<Int>]

    /// Scores of all blocks by one blend.
    func scores(by blend: Blend) -> [Double] {
        labels.indices.map { blend.score(trees: trees?[$0] ?? 0, linear: linear?[$0] ?? 0) }
    }
}
