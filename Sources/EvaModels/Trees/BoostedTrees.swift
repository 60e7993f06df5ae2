/// Recipe of gradient-boosted decision trees for the binary log loss; names and defaults are LightGBM's.
public struct BoostedTrees: Sendable, Equatable, Codable {
    /// Number of trees.
    public var rounds = 100
    /// Factor on the leaf values of each tree.
    public var learningRate = 0.1
    /// Most leaves of a tree.
    public var numLeaves = 31
    /// Most splits from root to leaf; -1 for no limit but the `deepest`.
    public var maxDepth = -1
    /// Fewest rows of a leaf.
    public var minDataInLeaf = 20
    /// Smallest sum of hessians of a leaf.
    public var minSumHessianInLeaf = 1e-3
    /// L1 penalty of leaf values.
    public var lambdaL1 = 0.0
    /// L2 penalty of leaf values.
    public var lambdaL2 = 0.0
    /// Least gain of a split.
    public var minGainToSplit = 0.0
    /// Share of the features that a tree may use.
    public var featureFraction = 1.0
    /// Share of the rows that a tree is grown on.
    public var baggingFraction = 1.0
    /// Rounds after which rows are drawn anew; 0 for no sampling.
    public var baggingFreq = 0
    /// Most bins of a feature.
    public var maxBin = 255
    /// Rounds without a better validation loss after which training ends; `nil` for never.
    public var earlyStoppingRounds: Int?
    /// Rows of a category below which it is not looked at, and smoothing of the order of categories.
    public var catSmooth = 10.0
    /// L2 penalty added in splits by several categories.
    public var catL2 = 10.0
    /// Most categories on the left of a split.
    public var maxCatThreshold = 32
    /// Features of fewer categories than this are split by one category against the rest.
    public var maxCatToOnehot = 4
    /// Fewest rows of a group of categories.
    public var minDataPerGroup = 100
    /// Seed of the sampling of rows and features.
    public var seed: UInt64 = 0
    /// Most rows that a tree seeks its splits on, drawn anew for each tree, where all features are numbers; its leaf values
    /// are those of all rows.
    ///
    /// Not written down with the recipe, for nobody sets it: where rows are more, no tree needs them all, and trees that
    /// each see others have more to say together. Categories would find another chance pattern in each draw
    /// (docs/learning.md).
    package var splitRows = 500_000

    /// Splits from root to leaf that no tree exceeds.
    public static let deepest = 512

    /// Creates the recipe with defaults.
    public init() {}

    /// Throws `badSetting` for an option outside its range.
    public func validate() throws(ModelError) {
        try check("rounds", rounds, (1...1_000_000).contains(rounds), "1 to 1,000,000")
        try check("learning_rate", learningRate, learningRate > 0 && learningRate <= 10, "above 0, at most 10")
        try check("num_leaves", numLeaves, (2...65_536).contains(numLeaves), "2 to 65,536")
        try check("max_depth", maxDepth, maxDepth == -1 || maxDepth > 0, "-1 for no limit, or above 0")
        try check("min_data_in_leaf", minDataInLeaf, minDataInLeaf >= 0, "0 or more")
        try check("min_sum_hessian_in_leaf", minSumHessianInLeaf, isPenalty(minSumHessianInLeaf), "0 or more, finite")
        try check("lambda_l1", lambdaL1, isPenalty(lambdaL1), "0 or more, finite")
        try check("lambda_l2", lambdaL2, isPenalty(lambdaL2), "0 or more, finite")
        try check("min_gain_to_split", minGainToSplit, isPenalty(minGainToSplit), "0 or more, finite")
        try check("feature_fraction", featureFraction, isShare(featureFraction), "above 0, at most 1")
        try check("bagging_fraction", baggingFraction, isShare(baggingFraction), "above 0, at most 1")
        try check("bagging_freq", baggingFreq, baggingFreq >= 0, "0 or more")
        try check("max_bin", maxBin, (2...255).contains(maxBin), "2 to 255")
        if let stop = earlyStoppingRounds { try check("early_stopping_rounds", stop, stop > 0, "above 0") }
        try check("cat_smooth", catSmooth, isPenalty(catSmooth), "0 or more, finite")
        try check("cat_l2", catL2, isPenalty(catL2), "0 or more, finite")
        try check("max_cat_threshold", maxCatThreshold, maxCatThreshold > 0, "above 0")
        try check("max_cat_to_onehot", maxCatToOnehot, maxCatToOnehot > 0, "above 0")
        try check("min_data_per_group", minDataPerGroup, minDataPerGroup > 0, "above 0")
    }

    private func isPenalty(_ value: Double) -> Bool { value >= 0 && value.isFinite }
    private func isShare(_ value: Double) -> Bool { value > 0 && value <= 1 }

    private func check(_ name: String, _ value: some Any, _ isRight: Bool, _ range: String) throws(ModelError) {
        guard isRight else {
            throw ModelError(code: .badSetting, message: "\(name) is \(value)", cure: "\(range) is possible")
        }
    }

    private enum CodingKeys: String, CodingKey {
        case rounds
        case learningRate = "learning_rate"
        case numLeaves = "num_leaves"
        case maxDepth = "max_depth"
        case minDataInLeaf = "min_data_in_leaf"
        case minSumHessianInLeaf = "min_sum_hessian_in_leaf"
        case lambdaL1 = "lambda_l1"
        case lambdaL2 = "lambda_l2"
        case minGainToSplit = "min_gain_to_split"
        case featureFraction = "feature_fraction"
        case baggingFraction = "bagging_fraction"
        case baggingFreq = "bagging_freq"
        case maxBin = "max_bin"
        case earlyStoppingRounds = "early_stopping_rounds"
        case catSmooth = "cat_smooth"
        case catL2 = "cat_l2"
        case maxCatThreshold = "max_cat_threshold"
        case maxCatToOnehot = "max_cat_to_onehot"
        case minDataPerGroup = "min_data_per_group"
        case seed
    }
}
