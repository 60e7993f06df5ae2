import EvaBundle
import EvaFeatures
import EvaModels

/// All that was chosen by forward validation, and nothing that was fitted: with it a model can be fitted on other cases
/// of the same corpus, too.
struct Choice: Sendable {
    /// How much was chosen; less than what was asked for where cases were few.
    let effort: SearchEffort
    /// Learner that serves.
    let learner: LearnerChoice
    let blend: Blend
    /// Members of the mean that serves, the best first; none when the learner has no trees.
    let trees: [TreeCandidate]
    /// `nil` when the learner has none.
    let linear: LinearCandidate?
    /// Recency and options of the features, shared by all learners.
    let recency: Recency
    let features: FeatureOptions
    let calibration: CalibrationSearch
    /// Each choice with the figures behind it.
    let why: [String]
}

extension Choice {
    init(_ chosen: Chosen, _ verdict: Verdict, effort: SearchEffort) {
        self.effort = effort
        learner = verdict.learner
        blend = verdict.blend
        trees = verdict.learner.needsTrees ? chosen.trees : []
        linear = verdict.learner.needsLinear ? chosen.linear : nil
        recency = chosen.recency
        features = chosen.features
        calibration = verdict.calibration
        why = chosen.why + verdict.why
    }

    /// What serves where cases are too few to choose by: stiff learners, calibrated by Platt's method.
    ///
    /// The penalty is that of scikit-learn's default: as much as one case speaks against a coefficient of 1.
    static func defaults(_ options: TrainingOptions, cases: Int) -> Choice {
        let learner = options.learner == .auto ? .trees : options.learner
        var trees = SearchSpace(effort: .none, span: 0, seed: options.seed).trees
        trees.recipe.rounds = 50
        trees.recipe.numLeaves = 8
        trees.recipe.minDataInLeaf = 20
        let linear = LinearCandidate(recipe: LogisticRegression(penalty: 1 / Double(cases)))
        let share = learner == .trees ? 1 : learner == .blend ? 0.5 : 0
        return Choice(
            effort: .none,
            learner: learner,
            blend: Blend(treesWeight: share, linearWeight: 1 - share, offset: 0),
            trees: learner.needsTrees ? [trees] : [],
            linear: learner.needsLinear ? linear : nil,
            recency: Recency(),
            features: FeatureOptions(),
            calibration: CalibrationSearch(method: .platt, recency: Recency(), losses: CaseLosses()),
            why: []
        )
    }

    /// The choice as the manifest tells it.
    func settings(seed: UInt64) -> TrainingSettings {
        TrainingSettings(
            seed: seed,
            search: effort.rawValue,
            halfLifeDays: recency.halfLives,
            linearHalfLifeDays: linear?.recency.halfLives,
            features: features,
            trees: trees.first?.recipe,
            treeMembers: trees.count > 1 ? trees.map(\.member) : nil,
            logistic: linear?.recipe,
            calibration: calibration.method,
            calibrationHalfLifeDays: calibration.recency.halfLives[0]
        )
    }
}

/// A choice with what it was made on.
struct Selection {
    let choice: Choice
    /// Scores of the plan's blocks, each by models that knew only what came before it.
    let forward: ForwardRecord
    /// The chosen map, fitted on those.
    let calibrator: Calibrator
    /// How right the choice was on the last block.
    let measured: MeasuredForward
    /// What was said of the last block.
    let judged: JudgedRows
    /// The model that the choice was made with, where that is a whole one: with one fit nothing is fitted again.
    let model: ClaimModel?
}

/// Rows of a table with what a model and a map said of them that were chosen and fitted on earlier rows only.
struct JudgedRows: Sendable {
    let rows: Range<Int>
    let scores: [Double]
    let probabilities: [Double]
}
