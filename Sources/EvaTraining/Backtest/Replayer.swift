import EvaBundle
import EvaCorpus
import EvaEvaluation
import EvaModels
import EvaNumerics

/// What a period's cases got, and how.
struct ScoredPeriod {
    let period: ReplayPeriod
    let rows: Range<Int>
    /// Calibrated probability of pay of each row.
    let probabilities: [Double]
    let told: Replay.Period
}

/// Goes through the periods in the order of time and keeps what one leaves to the next: the choice, and the scores that
/// cases got before their labels were known, by which the next models are calibrated.
struct Replayer {
    let table: CaseTable
    let options: TrainingOptions
    let pool: WorkerPool
    /// What was chosen, in order.
    private(set) var choices: [Replay.Choice] = []
    /// The last choice, and when the next one is due.
    private var current: (choice: Choice, renewal: CaseTime)?
    private var record = ForwardRecord()

    /// Rows scored at a time.
    private static let batch = 20_000

    init(table: CaseTable, options: TrainingOptions, pool: WorkerPool) {
        self.table = table
        self.options = options
        self.pool = pool
    }

    /// Scores a period's rows by what the rows of its past tell.
    mutating func score(
        _ period: ReplayPeriod,
        rows: Range<Int>,
        past: Range<Int>,
        progress: @escaping (TrainingProgress) throws -> Void
    ) throws -> ScoredPeriod {
        func told(_ source: Replay.Source, choice: Int? = nil) -> Replay.Period {
            Replay.Period(
                period: period.name,
                since: period.start.description,
                until: period.end.description,
                pastCases: past.count,
                pastUntil: table.times[past].last?.description,
                source: source,
                choice: choice
            )
        }
        guard !rows.isEmpty else {
            return ScoredPeriod(period: period, rows: rows, probabilities: [], told: told(.noCase))
        }
        let pays = table.labels[past].count { $0 == 1 }
        do {
            guard pays > 0, pays < past.count else { throw Self.oneClass }
            let trainer = try Trainer(table: table, rows: past, options: options, pool: pool, progress: progress)
            try renewChoice(trainer, period)
            let choice = current?.choice ?? .defaults(options, cases: past.count)
            let calibrator = try record.calibrator(choice.calibration, table, before: past.upperBound)
            let model = try trainer.fit(choice, calibrator: calibrator)
            let predictions = try predict(model, rows)
            record.append(predictions.scores, rows: rows)
            return ScoredPeriod(
                period: period,
                rows: rows,
                probabilities: predictions.probabilities,
                told: current == nil ? told(.defaults) : told(.chosen, choice: choices.count - 1)
            )
        } catch let error as ModelError where error.code == .oneClass {
            // One more case of each label keeps the share off 0 and 1.
            let share = Double(pays + 1) / Double(past.count + 2)
            return ScoredPeriod(
                period: period,
                rows: rows,
                probabilities: [Double](repeating: share, count: rows.count),
                told: told(.baseRate)
            )
        }
    }

    private static let oneClass = ModelError(
        code: .oneClass,
        message: "all earlier cases have one label",
        cure: "give cases of both labels"
    )

    /// Chooses anew when a year is over, or when the past has become long enough for a better search.
    private mutating func renewChoice(_ trainer: Trainer, _ period: ReplayPeriod) throws {
        guard let reach = try? trainer.plan().effort else { return }
        if let current, period.start < current.renewal, reach <= current.choice.effort { return }
        do {
            let selection = try trainer.choose()
            let start = period.start.civil
            let renewal = CaseTime(year: start.year + 1, month: start.month, day: start.day)
            current = (selection.choice, renewal)
            record = selection.forward
            choices.append(
                Replay.Choice(
                    period: period.name,
                    search: selection.choice.effort.rawValue,
                    learner: selection.choice.learner.rawValue,
                    why: selection.choice.why
                )
            )
        } catch let error as ModelError where error.code == .oneClass {
            // Both labels are there, but not on both sides of each cut: the choice before stays.
        }
    }

    private func predict(_ model: ClaimModel, _ rows: Range<Int>) throws -> (scores: [Double], probabilities: [Double])
    {
        var scores: [Double] = []
        var probabilities: [Double] = []
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.batch) {
            let predictions = try model.predict(
                table,
                rows: start..<min(start + Self.batch, rows.upperBound),
                pool: pool
            )
            scores += predictions.scores
            probabilities += predictions.probabilities
        }
        return (scores, probabilities)
    }
}
