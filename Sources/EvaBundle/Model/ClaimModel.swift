public import EvaCorpus
public import EvaFeatures
public import EvaModels
public import EvaNumerics

/// All that turns a case into a probability: features, learners, their blend and the calibration.
///
/// The score is the blend's log-odds; the probability is the calibrator's map of the score.
public struct ClaimModel: Sendable, Equatable {
    /// Fitted features.
    public let featurizer: Featurizer
    /// Boosted trees; `nil` when the linear model serves alone.
    public let trees: TreeEnsemble?
    /// Logistic regression; `nil` when the trees serve alone.
    public let linear: LinearPart?
    /// How the learners' log-odds add up.
    public let blend: Blend
    /// From score to probability.
    public let calibrator: Calibrator

    /// Puts a model together.
    public init(
        featurizer: Featurizer,
        trees: TreeEnsemble?,
        linear: LinearPart?,
        blend: Blend,
        calibrator: Calibrator
    ) {
        self.featurizer = featurizer
        self.trees = trees
        self.linear = linear
        self.blend = blend
        self.calibrator = calibrator
    }

    /// Scores and calibrated probabilities of rows of a table; the same numbers one by one and together.
    public func predict(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> Predictions {
        let features = try featurizer.transform(table, rows: rows, pool: pool)
        let scores = scores(features, pool: pool)
        return Predictions(scores: scores, probabilities: scores.map(calibrator.probability))
    }

    private func scores(_ features: FeatureSet, pool: WorkerPool) -> [Double] {
        var scores = [Double](repeating: blend.offset, count: features.trees.rows)
        if let trees {
            let part = trees.scores(features.trees, pool: pool)
            for row in scores.indices { scores[row] += blend.treesWeight * part[row] }
        }
        if let linear {
            let part = linear.model.scores(features.linear, pool: pool)
            for row in scores.indices { scores[row] += blend.linearWeight * part[row] }
        }
        return scores
    }

    /// Why a case has its score: base plus the contributions of the fields is the score, to 1e-9.
    ///
    /// **Source**: trees by path-dependent TreeSHAP (Lundberg et al. 2020); the linear part against the training mean.
    public func explain(_ table: CaseTable, row: Int) throws -> Explanation {
        let features = try featurizer.transform(table, rows: row..<row + 1, pool: WorkerPool(threads: 1))
        let layout = featurizer.layout
        var base = blend.offset
        var contributions = [Double](repeating: 0, count: layout.fields.count)
        if let trees {
            let part = trees.contributions(row: features.trees.row(0))
            base += blend.treesWeight * part.base
            for (column, value) in part.values.enumerated() {
                contributions[layout.treeField[column]] += blend.treesWeight * value
            }
        }
        if let linear {
            let part = linear.contributions(features.linear, row: 0, layout: layout)
            base += blend.linearWeight * part.base
            for (field, value) in part.values.enumerated() { contributions[field] += blend.linearWeight * value }
        }
        let score = scores(features, pool: WorkerPool(threads: 1))[0]
        return Explanation(
            score: score,
            probability: calibrator.probability(score),
            base: base,
            contributions: contributions
        )
    }
}

/// Scores and probabilities, a pair a row.
public struct Predictions: Sendable, Equatable {
    /// Log-odds of pay before calibration.
    public let scores: [Double]
    /// Calibrated probabilities of pay.
    public let probabilities: [Double]
}

/// A score taken apart by fields.
public struct Explanation: Sendable, Equatable {
    /// Log-odds of pay before calibration.
    public let score: Double
    /// Calibrated probability of pay.
    public let probability: Double
    /// Score of a case of which nothing is known.
    public let base: Double
    /// A contribution in log-odds for each of the layout's fields.
    public let contributions: [Double]
}
