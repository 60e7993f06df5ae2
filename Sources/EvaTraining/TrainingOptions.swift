/// What people decide about a training run; the rest is chosen by forward validation.
public struct TrainingOptions: Sendable, Equatable {
    /// Learner to train.
    public var learner = LearnerChoice.auto
    /// How much training chooses by itself.
    public var search = SearchEffort.full
    /// Seed of all randomness.
    public var seed: UInt64 = 1

    /// Creates the default options.
    public init() {}
}

/// Learner to train.
public enum LearnerChoice: String, Sendable, CaseIterable {
    /// Whichever of the others is best by forward validation.
    case auto
    /// Logistic regression.
    case logistic
    /// Boosted trees.
    case trees
    /// Both, added in log-odds.
    case blend

    /// Whether trees are fitted.
    var needsTrees: Bool { self != .logistic }
    /// Whether a logistic regression is fitted.
    var needsLinear: Bool { self != .trees }
}

/// How much training chooses by itself.
public enum SearchEffort: String, Sendable, CaseIterable {
    /// One fit with defaults, early stopping and calibration.
    case none
    /// Recency and rounds.
    case fast
    /// Recency, trend, statistics, categories, rounds, shape and mean of the trees, and strength of the penalty.
    case full
}

extension SearchEffort: Comparable {
    /// Whether less is chosen.
    public static func < (left: SearchEffort, right: SearchEffort) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .fast: 1
        case .full: 2
        }
    }
}

/// Where a training run is: `done` of `total` steps, and what it does now.
public struct TrainingProgress: Sendable {
    /// Steps done.
    public let done: Int
    /// Steps in all, as far as known now.
    public let total: Int
    /// What is being done.
    public let stage: String
}

/// A corpus that nothing can be learned from, with what would help.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// What would be right.
    public let cure: String

    /// Message and cure.
    public var description: String { "\(message); \(cure)" }
}
