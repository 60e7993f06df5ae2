public import EvaCorpus
public import EvaDecisions

/// What people decide about a retraining.
public struct RetrainingOptions: Sendable, Equatable {
    /// First day to judge on; `nil`: the day after the newest case that the champion learned from.
    public var since: CaseTime?
    /// After how long the challenger's replay trains anew.
    public var every = ReplayInterval.month
    /// Days after a case's time until its label is known.
    public var labelDelayDays = 0
    /// Error budgets to hold; `nil`: those that the champion was trained for, if any.
    public var policy: Policy?
    /// How the challenger is trained.
    public var training = TrainingOptions()

    /// Creates the usual options.
    public init() {}
}
