import EvaModels
import EvaNumerics

/// Scores of a plan's blocks by models that knew only what came before each; positions count from the first block.
struct ForwardScores {
    /// Log-odds of the trees; `nil` when none were fitted.
    var trees: [Double]?
    /// Log-odds of the logistic regression; `nil` when none was fitted.
    var linear: [Double]?
    let labels: [Int8]
    /// Blocks as positions in the arrays.
    let blocks: [Range<Int>]

    /// Log-odds of a learner on its own or, for `blend`, of both added with weights that each block learns from the
    /// blocks before it; the first block, which has none before it, takes the mean.
    func scores(of learner: LearnerChoice) throws -> [Double] {
        switch learner {
        case .trees: trees ?? []
        case .logistic: linear ?? []
        case .blend, .auto: try blended()
        }
    }

    /// Scores of all blocks by one blend.
    func scores(by blend: Blend) -> [Double] {
        labels.indices.map { blend.score(trees: trees?[$0] ?? 0, linear: linear?[$0] ?? 0) }
    }

    /// The learner's blend, fitted on blocks.
    func blend(_ learner: LearnerChoice, blocks: some Collection<Range<Int>>) throws -> Blend {
        switch learner {
        case .trees: return Blend(treesWeight: 1, linearWeight: 0, offset: 0)
        case .logistic: return Blend(treesWeight: 0, linearWeight: 1, offset: 0)
        case .blend, .auto:
            guard let trees, let linear, let end = blocks.map(\.upperBound).max() else {
                return Blend(treesWeight: 0.5, linearWeight: 0.5, offset: 0)
            }
            return try Blend.fit(
                trees: Array(trees[..<end]),
                linear: Array(linear[..<end]),
                labels: Array(labels[..<end]),
                weights: nil
            )
        }
    }

    private func blended() throws -> [Double] {
        guard let trees, let linear else { return trees ?? linear ?? [] }
        var scores: [Double] = []
        for (index, block) in blocks.enumerated() {
            let blend = try blend(.blend, blocks: blocks[..<index])
            for row in block { scores.append(blend.score(trees: trees[row], linear: linear[row])) }
        }
        return scores
    }
}
