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
        let features = try featurizer.transform(table, rows: rows, hasLinear: linear != nil, pool: pool)
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

    /// Memory for the features of single cases.
    public func makeRow() -> FeatureRow { makeRow(keepsLeaves: false) }

    /// The same; with `keepsLeaves`, scoring a case leaves its leaves there.
    package func makeRow(keepsLeaves: Bool) -> FeatureRow {
        FeatureRow(hasLinear: linear != nil, keepsLeaves: keepsLeaves)
    }

    /// Makes the tables by which the trees score and explain single cases fast; without, the first case pays for them.
    public func prepareToScore() {
        trees?.prepareToScore()
        trees?.prepareToExplain()
    }

    /// Score and probability of one row, the same numbers as in a batch; `features` is memory from `makeRow`.
    public func predict(
        _ table: CaseTable,
        row: Int,
        using features: inout FeatureRow
    ) throws -> (score: Double, probability: Double) {
        try featurizer.transform(table, row: row, into: &features)
        let score = score(&features)
        return (score, calibrator.probability(score))
    }

    /// The same for a case that differs in a few fields from the one whose features are `base`.
    package func predict(
        _ table: CaseTable,
        row: Int,
        using features: inout FeatureRow,
        from base: FeatureRow,
        changed: [Int]
    ) throws -> (score: Double, probability: Double) {
        try featurizer.transform(table, row: row, into: &features, from: base, changed: changed)
        let score = score(&features)
        return (score, calibrator.probability(score))
    }

    private func score(_ features: inout FeatureRow) -> Double {
        var score = blend.offset
        if let trees {
            let part =
                features.keepsLeaves
                ? trees.score(row: features.trees, leaves: &features.leaves) : trees.score(row: features.trees)
            score += blend.treesWeight * part
        }
        if let linear {
            let (indices, values) = (features.indices[...], features.values[...])
            score +=
                blend.linearWeight * linear.model.score(dense: features.dense[...], indices: indices, values: values)
        }
        return score
    }

    /// Score of a case of which nothing is known, from which contributions count.
    public var base: Double {
        var base = blend.offset
        if let trees { base += blend.treesWeight * trees.expectedScore }
        if let linear { base += blend.linearWeight * linear.base }
        return base
    }

    /// Why a case has its score: base plus the contributions of the fields is the score, to 1e-9.
    ///
    /// **Source**: trees by path-dependent TreeSHAP (Lundberg et al. 2020); the linear part against the training mean.
    public func explain(_ table: CaseTable, row: Int) throws -> Explanation {
        var features = makeRow()
        return try explain(table, row: row, using: &features)
    }

    /// The same with `features` as memory, from `makeRow`.
    public func explain(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Explanation {
        let (score, probability) = try predict(table, row: row, using: &features)
        return Explanation(
            score: score,
            probability: probability,
            base: base,
            contributions: contributions(features)
        )
    }

    /// What the fields of a case add to its score, in log-odds, one for each of the layout's fields.
    package func contributions(_ features: FeatureRow) -> [Double] {
        let layout = featurizer.layout
        var contributions = [Double](repeating: 0, count: layout.fields.count)
        if let trees {
            let part = trees.contributions(row: features.trees)
            for (column, value) in part.values.enumerated() {
                contributions[layout.treeField[column]] += blend.treesWeight * value
            }
        }
        if let linear {
            let part = linear.contributions(features, layout: layout)
            for (field, value) in part.values.enumerated() { contributions[field] += blend.linearWeight * value }
        }
        return contributions
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
