import EvaModels

/// Scores by models that knew only what came before the cases; positions count from the first block.
struct ForwardScores {
    /// What models fitted before a block say of it and of what comes later.
    struct Fit {
        /// Positions scored: the block first.
        let later: Range<Int>
        /// Log-odds of the trees; `nil` when none were fitted.
        let trees: [Double]?
        /// Log-odds of the logistic regression; `nil` when none was fitted.
        let linear: [Double]?

        /// Log-odds of both, blended.
        func scores(by blend: Blend) -> [Double] {
            (0..<later.count).map { blend.score(trees: trees?[$0] ?? 0, linear: linear?[$0] ?? 0) }
        }
    }

    /// One fit a block.
    let fits: [Fit]
    let labels: [Int8]
    /// Blocks as positions; the last one judges.
    let blocks: [Range<Int>]

    /// Number of the block that a position is in.
    func block(of position: Int) -> Int { blocks.lastIndex { $0.lowerBound <= position } ?? 0 }

    /// Scores of all blocks, each by the models fitted right before it.
    func next(by blend: Blend) -> [Double] {
        zip(fits, blocks).flatMap { fit, block in fit.scores(by: blend).prefix(block.count) }
    }

    /// The same as a record of the plan's rows.
    func record(_ plan: ForwardPlan, _ blend: Blend) -> ForwardRecord {
        var record = ForwardRecord()
        record.append(next(by: blend), rows: plan.judged)
        return record
    }
}
