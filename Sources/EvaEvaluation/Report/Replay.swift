/// How the cases of a backtest were scored: what was known before each period, and what was chosen by it.
public struct Replay: Sendable, Equatable, Codable {
    /// Where a period's probabilities come from.
    public enum Source: String, Sendable, Codable {
        /// There was no case to score.
        case noCase = "no_case"
        /// The earlier cases had one label, or there were none: their share of pay, steadied.
        case baseRate = "base_rate"
        /// The earlier cases were too few to choose by: a model with defaults.
        case defaults
        /// A model with what was chosen.
        case chosen
    }

    /// What was known before a period.
    public struct Period: Sendable, Equatable, Codable {
        /// Name of the period.
        public let period: String
        /// Its first moment.
        public let since: String
        /// First moment after it.
        public let until: String
        /// Cases before it whose labels were known.
        public let pastCases: Int
        /// Time of the newest of them; `nil` when there was none.
        public let pastUntil: String?
        /// What scored its cases.
        public let source: Source
        /// Position in `choices`; `nil` when nothing was chosen.
        public let choice: Int?

        enum CodingKeys: String, CodingKey {
            case period
            case since
            case until
            case pastCases = "past_cases"
            case pastUntil = "past_until"
            case source
            case choice
        }

        /// Tells what was known.
        public init(
            period: String,
            since: String,
            until: String,
            pastCases: Int,
            pastUntil: String?,
            source: Source,
            choice: Int?
        ) {
            self.period = period
            self.since = since
            self.until = until
            self.pastCases = pastCases
            self.pastUntil = pastUntil
            self.source = source
            self.choice = choice
        }
    }

    /// Settings chosen by the cases before a period, for it and those after it.
    public struct Choice: Sendable, Equatable, Codable {
        /// First period that they served.
        public let period: String
        /// How much was chosen.
        public let search: String
        /// Learner that won.
        public let learner: String
        /// Each choice with the figures behind it.
        public let why: [String]

        /// Tells what was chosen.
        public init(period: String, search: String, learner: String, why: [String]) {
            self.period = period
            self.search = search
            self.learner = learner
            self.why = why
        }
    }

    /// Length of the periods.
    public let every: String
    /// Days after a case's time until its label counted as known.
    public let labelDelayDays: Int
    /// Learner asked for.
    public let learner: String
    /// Search asked for.
    public let search: String
    /// Seed of all randomness.
    public let seed: UInt64
    /// All periods in order, also those without a case.
    public let periods: [Period]
    /// What was chosen, in order.
    public let choices: [Choice]
    /// Times that trees or a logistic regression were fitted, to choose and to score.
    public let fits: Int

    enum CodingKeys: String, CodingKey {
        case every
        case labelDelayDays = "label_delay_days"
        case learner
        case search
        case seed
        case periods
        case choices
        case fits
    }

    /// Tells how a backtest was done.
    public init(
        every: String,
        labelDelayDays: Int,
        learner: String,
        search: String,
        seed: UInt64,
        periods: [Period],
        choices: [Choice],
        fits: Int
    ) {
        self.every = every
        self.labelDelayDays = labelDelayDays
        self.learner = learner
        self.search = search
        self.seed = seed
        self.periods = periods
        self.choices = choices
        self.fits = fits
    }
}
