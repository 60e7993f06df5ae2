import EvaBundle
public import EvaCorpus
public import EvaDecisions
import EvaEvaluation
public import EvaNumerics

/// Whether a model trained anew may take the champion's place: both go through the cases that came after the champion's
/// training, the champion as it is, the challenger as a replay that learns from what was known before each period.
///
/// No case is judged by a model that was fitted or chosen on it: the champion's newest case lies before all of them, and
/// so does all that a period's model knows. What is judged is thus the way the challenger is trained; its last step, the
/// fit on all cases, nobody can judge yet.
public struct Retraining {
    private let champion: Advisor
    private let table: CaseTable
    private let options: RetrainingOptions
    private let guidance: Guidance
    private let policy: Policy?
    private let pool: WorkerPool
    /// First moment that is judged.
    package let since: CaseTime

    /// Fewest cases that are judged.
    private static let fewest = 500
    /// Rows that the champion scores at a time.
    private static let batch = 20_000

    /// Creates a retraining on the labelled cases of a table: those that the champion learned from and those since.
    ///
    /// `guidance` decides by what both say; thresholds are each one's own.
    ///
    /// **Throws**: `TrainingError` when the table has another corpus or other fields than the champion, or when judging
    /// would begin within the time that the champion learned from.
    public init(
        champion: Advisor,
        table: CaseTable,
        options: RetrainingOptions,
        guidance: Guidance = Guidance(),
        pool: WorkerPool
    ) throws {
        let schema = champion.bundle.schema
        func traits(_ schema: Schema) -> [String] { schema.fields.map { "\($0.name) \($0.type.rawValue)" } }
        guard schema.corpus == table.schema.corpus, traits(schema) == traits(table.schema) else {
            throw TrainingError(
                message: "the cases have another corpus or other fields than those that the champion knows",
                cure: "train with eva train, compare with eva evaluate, and promote by hand"
            )
        }
        guard let last = CaseTime(parsing: champion.bundle.info.training.lastTime) else {
            throw TrainingError(
                message: "the champion does not say when the newest case was that it learned from",
                cure: "train it anew with eva train"
            )
        }
        let first = CaseTime(seconds: Int64(last.day + 1) * 86_400)
        guard options.since.map({ $0 >= first }) ?? true else {
            throw TrainingError(
                message: "the champion learned from cases up to \(last)",
                cure: "judge from \(first) on, or later"
            )
        }
        since = options.since ?? first
        policy = try options.policy ?? DecisionsPart(champion.bundle)?.rule?.policy
        self.champion = champion
        self.table = table
        self.options = options
        self.guidance = guidance
        self.pool = pool
    }

    /// The budgets that the challenger has to hold and is trained for.
    public var budgets: Policy? { policy }

    /// Replays both and judges.
    ///
    /// **Throws**: what training throws, and what `progress` throws.
    public func judge(progress: @escaping (TrainingProgress) throws -> Void = { _ in }) throws -> RetrainingVerdict {
        let rows = table.rows(since: since)
        var verdict = RetrainingVerdict(since: since, known: rows.lowerBound, cases: rows.count)
        guard rows.count >= Self.fewest else {
            verdict.why = [
                "\(rows.count) labelled cases since \(since) are too few to judge by; "
                    + "\(Self.fewest) would do"
            ]
            return verdict
        }
        var replay = BacktestOptions(since: since, every: options.every)
        replay.labelDelayDays = options.labelDelayDays
        replay.policy = policy
        // A bundle serves with the thresholds that it has from training.
        replay.renewalDays = nil
        replay.training = options.training
        let challenger = try Backtest(table: table, options: replay, guidance: guidance, pool: pool)
            .run(progress: progress).cases
        let periods = challenger.periods ?? []
        let champion = try ScoredCases(
            table,
            rows: rows,
            decisions: try championDecisions(rows),
            costs: nil,
            periods: periods
        )
        verdict.judge(challenger, against: champion, times: table.times[rows], policy: policy)
        return verdict
    }

    /// What the champion says, with the thresholds that it has.
    private func championDecisions(_ rows: Range<Int>) throws -> [Decision] {
        var guidance = guidance
        guidance.rule = try championRule()
        let model = champion.bundle.model
        var decisions: [Decision] = []
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.batch) {
            let part = start..<min(start + Self.batch, rows.upperBound)
            let predictions = try model.predict(table, rows: part, pool: pool)
            decisions += try guidance.decide(
                table,
                rows: part,
                scores: predictions.scores,
                probabilities: predictions.probabilities,
                model: model,
                pool: pool
            )
        }
        return decisions
    }

    private func championRule() throws -> DecisionRule? {
        let part = try DecisionsPart(champion.bundle)
        guard let policy, let part, part.rule?.policy != policy else { return part?.rule }
        return try ThresholdSearch(policy).rule(part.record, schema: champion.bundle.schema)
    }
}
