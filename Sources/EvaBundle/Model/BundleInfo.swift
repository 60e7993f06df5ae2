public import EvaFeatures
public import EvaModels

/// What the manifest tells people about a model: where it comes from and how right it was on later cases.
///
/// There is no clock, user or thread count in it, so that the same input gives the same bytes.
public struct BundleInfo: Sendable, Equatable, Codable {
    /// Version of Eva that trained.
    public var evaVersion: String
    /// Name of the corpus.
    public var corpus: String
    /// Whether the corpus is simulated; then so is every figure below.
    public var simulated: Bool
    /// Learner that serves: `logistic`, `trees` or `blend`.
    public var learner: String
    /// Why it was chosen, a sentence a choice.
    public var why: [String]
    /// The cases it learned from.
    public var training: TrainingWindow
    /// All choices, made by people or by forward validation.
    public var settings: TrainingSettings
    /// How right the same choices were on cases later than those they were trained on.
    public var measured: MeasuredForward
    /// OpenBLAS version and core type; results are the same only on the same core type.
    public var openblas: String

    /// Creates the information.
    public init(
        evaVersion: String,
        corpus: String,
        simulated: Bool,
        learner: String,
        why: [String],
        training: TrainingWindow,
        settings: TrainingSettings,
        measured: MeasuredForward,
        openblas: String
    ) {
        self.evaVersion = evaVersion
        self.corpus = corpus
        self.simulated = simulated
        self.learner = learner
        self.why = why
        self.training = training
        self.settings = settings
        self.measured = measured
        self.openblas = openblas
    }

    private enum CodingKeys: String, CodingKey {
        case evaVersion = "eva_version"
        case corpus
        case simulated
        case learner
        case why
        case training
        case settings
        case measured
        case openblas
    }
}

/// The cases a model learned from.
public struct TrainingWindow: Sendable, Equatable, Codable {
    /// `--since` as asked, if it was.
    public var since: String?
    /// `--until` as asked, if it was.
    public var until: String?
    /// Time of the first case read.
    public var firstTime: String
    /// Time of the last case read.
    public var lastTime: String
    /// Number of cases read.
    public var cases: Int
    /// Share of pay among them.
    public var baseRate: Double
    /// SHA-256 of the corpus file.
    public var corpusSha256: String

    /// Creates a window.
    public init(
        since: String?,
        until: String?,
        firstTime: String,
        lastTime: String,
        cases: Int,
        baseRate: Double,
        corpusSha256: String
    ) {
        self.since = since
        self.until = until
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.cases = cases
        self.baseRate = baseRate
        self.corpusSha256 = corpusSha256
    }

    private enum CodingKeys: String, CodingKey {
        case since
        case until
        case firstTime = "first_time"
        case lastTime = "last_time"
        case cases
        case baseRate = "base_rate"
        case corpusSha256 = "corpus_sha256"
    }
}

/// All choices of a training run.
public struct TrainingSettings: Sendable, Equatable, Codable {
    /// Seed of all randomness.
    public var seed: UInt64
    /// How much was chosen by forward validation: `none`, `fast` or `full`.
    public var search: String
    /// Days in which a case's weight for the trees and the features halves, `nil`: never; of several such fades the
    /// weight is the mean.
    public var halfLifeDays: [Double?]
    /// The same for the linear model; `nil` when it does not serve.
    public var linearHalfLifeDays: [Double?]?
    /// How features are made.
    public var features: FeatureOptions
    /// Settings of the trees, or of the first of several kinds whose mean serves; `nil` when they do not serve.
    public var trees: BoostedTrees?
    /// All of several kinds of trees whose mean serves; `nil` where there is one.
    public var treeMembers: [TreeMember]?
    /// Settings of the logistic regression; `nil` when it does not serve.
    public var logistic: LogisticRegression?
    /// Method of calibration; `nil`: the scores are calibrated as they are.
    public var calibration: CalibrationMethod?
    /// Days in which a case's weight for the calibration halves.
    public var calibrationHalfLifeDays: Double?

    /// Creates the settings.
    public init(
        seed: UInt64,
        search: String,
        halfLifeDays: [Double?],
        linearHalfLifeDays: [Double?]?,
        features: FeatureOptions,
        trees: BoostedTrees?,
        treeMembers: [TreeMember]? = nil,
        logistic: LogisticRegression?,
        calibration: CalibrationMethod?,
        calibrationHalfLifeDays: Double?
    ) {
        self.seed = seed
        self.search = search
        self.halfLifeDays = halfLifeDays
        self.linearHalfLifeDays = linearHalfLifeDays
        self.features = features
        self.trees = trees
        self.treeMembers = treeMembers
        self.logistic = logistic
        self.calibration = calibration
        self.calibrationHalfLifeDays = calibrationHalfLifeDays
    }

    private enum CodingKeys: String, CodingKey {
        case seed
        case search
        case halfLifeDays = "half_life_days"
        case linearHalfLifeDays = "linear_half_life_days"
        case features
        case trees
        case treeMembers = "tree_members"
        case logistic
        case calibration
        case calibrationHalfLifeDays = "calibration_half_life_days"
    }
}

/// One of several kinds of trees whose mean serves.
public struct TreeMember: Sendable, Equatable, Codable {
    /// Days in which a case's weight for these trees halves, `nil`: never; of several such fades the weight is the mean.
    public var halfLifeDays: [Double?]
    /// Whether these trees see the case's own time.
    public var trend: Bool
    /// Whether their training rows saw target statistics of the rows before them, and not of other folds.
    public var orderedStatistics: Bool
    /// How they grow.
    public var recipe: BoostedTrees

    /// Creates a member.
    public init(halfLifeDays: [Double?], trend: Bool, orderedStatistics: Bool, recipe: BoostedTrees) {
        self.halfLifeDays = halfLifeDays
        self.trend = trend
        self.orderedStatistics = orderedStatistics
        self.recipe = recipe
    }

    private enum CodingKeys: String, CodingKey {
        case halfLifeDays = "half_life_days"
        case trend
        case orderedStatistics = "ordered_statistics"
        case recipe
    }
}

/// Figures on the newest cases of the corpus, scored by a model and calibrated by a map that were chosen and fitted on
/// earlier ones only.
public struct MeasuredForward: Sendable, Equatable, Codable {
    /// Number of cases scored.
    public var cases: Int
    /// Number of blocks in time.
    public var blocks: Int
    /// Time of the first case scored.
    public var firstTime: String
    /// Time of the last case scored.
    public var lastTime: String
    /// Share of right answers at .5.
    public var accuracy: Double
    /// Share of the more frequent label.
    public var majorityAccuracy: Double
    /// Area under the ROC curve; `nil` when all cases have one label.
    public var auc: Double?
    /// Mean negative log-likelihood.
    public var logLoss: Double
    /// Expected calibration error over 15 bins of confidence.
    public var ece: Double

    /// Creates the figures.
    public init(
        cases: Int,
        blocks: Int,
        firstTime: String,
        lastTime: String,
        accuracy: Double,
        majorityAccuracy: Double,
        auc: Double?,
        logLoss: Double,
        ece: Double
    ) {
        self.cases = cases
        self.blocks = blocks
        self.firstTime = firstTime
        self.lastTime = lastTime
        self.accuracy = accuracy
        self.majorityAccuracy = majorityAccuracy
        self.auc = auc
        self.logLoss = logLoss
        self.ece = ece
    }

    private enum CodingKeys: String, CodingKey {
        case cases
        case blocks
        case firstTime = "first_time"
        case lastTime = "last_time"
        case accuracy
        case majorityAccuracy = "majority_accuracy"
        case auc
        case logLoss = "log_loss"
        case ece
    }
}
