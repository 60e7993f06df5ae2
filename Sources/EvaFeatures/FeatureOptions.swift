/// What a featurizer makes of the fields.
public struct FeatureOptions: Sendable, Equatable, Codable {
    /// Fewest training cases of a category or set member that gets a feature of its own; the rest share one.
    public var minCount = 20
    /// Cases' worth of the base rate that a target statistic starts from.
    public var targetSmoothing = 20.0
    /// Number of distinct values above which a category also gets a target statistic.
    public var targetStatisticAbove = 8
    /// Whether a training row's target statistics come from the rows before it, and not from other folds.
    public var orderedStatistics = false
    /// Number of folds of out-of-fold statistics.
    public var folds = 4
    /// Most n-grams of a text field that become features, the most frequent ones.
    public var maxTextFeatures = 4096
    /// Most n-grams of a text field that the trees see one by one.
    public var maxTextIndicators = 32
    /// Penalty of the logistic regression behind the text score that the trees see.
    public var textPenalty = 1e-5
    /// Whether the case's own time is a feature, so that a model can follow a trend.
    public var trend = false

    /// Creates the default options.
    public init() {}

    private enum CodingKeys: String, CodingKey {
        case minCount = "min_count"
        case targetSmoothing = "target_smoothing"
        case targetStatisticAbove = "target_statistic_above"
        case orderedStatistics = "ordered_statistics"
        case folds
        case maxTextFeatures = "max_text_features"
        case maxTextIndicators = "max_text_indicators"
        case textPenalty = "text_penalty"
        case trend
    }
}
