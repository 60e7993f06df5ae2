public import EvaCorpus
public import EvaDecisions
import EvaEvaluation
public import EvaNumerics

/// What people decide about a backtest.
public struct BacktestOptions: Sendable, Equatable {
    /// First moment to score.
    public var since: CaseTime
    /// First moment not to score; `nil`: to the end of the corpus.
    public var until: CaseTime?
    /// After how long a model is trained anew.
    public var every: ReplayInterval
    /// Days after a case's time until its label is known.
    public var labelDelayDays = 0
    /// Error budgets to keep; `nil`: none.
    public var policy: Policy?
    /// Days after which thresholds are found anew; `nil`: with each model.
    public var renewalDays: Int? = 7
    /// How each model is trained.
    public var training = TrainingOptions()

    /// Creates the options of a backtest from `since` on.
    public init(since: CaseTime, every: ReplayInterval) {
        self.since = since
        self.every = every
    }
}

/// Live replay: each period's cases are scored by a model that is fitted on earlier cases only.
///
/// A period's past are the cases before its start whose labels were known then. Settings are chosen by forward
/// validation inside the past, once a year and whenever the past has doubled, and kept in between.
public struct Backtest {
    private let table: CaseTable
    private let options: BacktestOptions
    private let guidance: Guidance
    private let pool: WorkerPool

    /// Creates a backtest on a labelled table, which also holds the cases before `options.since`; `guidance` decides by
    /// what each period's model says.
    public init(table: CaseTable, options: BacktestOptions, guidance: Guidance = Guidance(), pool: WorkerPool) {
        self.table = table
        self.options = options
        self.guidance = guidance
        self.pool = pool
    }

    /// Scores every case from `options.since` on.
    ///
    /// **Throws**: `TrainingError` when there is no such case; what `progress` throws.
    public func run(progress: @escaping (TrainingProgress) throws -> Void = { _ in }) throws -> BacktestResult {
        let judged = table.rows(since: options.since, until: options.until)
        guard let last = table.times[judged].last else {
            throw TrainingError(
                message: "there is no case to score since \(options.since)",
                cure: "give an earlier --since or a later --until"
            )
        }
        let periods = options.every.periods(since: options.since, until: options.until, last: last)
        var replayer = Replayer(
            table: table,
            options: options.training,
            decider: PeriodDecider(
                table: table,
                guidance: guidance,
                policy: options.policy,
                labelDelayDays: options.labelDelayDays,
                renewalDays: options.renewalDays,
                pool: pool
            ),
            periodsPerChoice: options.every.periodsPerYear,
            pool: pool
        )
        var scored: [ScoredPeriod] = []
        for (index, period) in periods.enumerated() {
            let rows = table.rows(since: period.start, until: period.end)
            scored.append(
                try replayer.score(period, rows: rows, past: past(of: period)) {
                    try progress(Self.overall($0, period: index, of: periods.count, name: period.name))
                }
            )
        }
        return try BacktestResult(
            table,
            options,
            costs: guidance.costs,
            rows: judged,
            periods: scored,
            choices: replayer.choices,
            fits: replayer.fits
        )
    }

    /// Cases before the period whose labels were known when it began.
    private func past(of period: ReplayPeriod) -> Range<Int> {
        let delay = Int64(options.labelDelayDays) * 86_400
        let end = min(period.start, CaseTime(seconds: period.start.seconds - delay + 1))
        return table.rows(until: end)
    }

    /// A step of one period as one of them all, in thousandths of a period.
    private static func overall(
        _ progress: TrainingProgress,
        period: Int,
        of count: Int,
        name: String
    ) -> TrainingProgress {
        TrainingProgress(
            done: 1000 * period + 1000 * progress.done / max(1, progress.total),
            total: 1000 * count,
            stage: "\(name): \(progress.stage)"
        )
    }
}
