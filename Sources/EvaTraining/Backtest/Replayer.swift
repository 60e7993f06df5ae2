import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaModels
import EvaNumerics

/// What a period's cases got, and how.
struct ScoredPeriod {
    let rows: Range<Int>
    /// What was decided about each row.
    let decisions: [Decision]
    let told: Replay.Period
}

/// Goes through the periods in the order of time and keeps what one leaves to the next: the choice, and the scores that
/// cases got before their labels were known, by which the next models are calibrated.
struct Replayer {
    let table: CaseTable
    let options: TrainingOptions
    let decider: PeriodDecider
    let pool: WorkerPool
    /// Periods that a choice serves.
    let periodsPerChoice: Int
    /// Times that trees or a logistic regression were fitted.
    private(set) var fits = 0
    /// What was chosen, in order.
    private(set) var choices: [Replay.Choice] = []
    /// The last choice, how many periods ago it was made, and on how many cases.
    private var current: (choice: Choice, age: Int, cases: Int)?
    private var record = ForwardRecord()
    /// What cases were told before their labels were known.
    private var forward = ForwardProbabilities()

    /// Rows scored at a time.
    private static let batch = 20_000

    init(
        table: CaseTable,
        options: TrainingOptions,
        decider: PeriodDecider,
        periodsPerChoice: Int,
        pool: WorkerPool
    ) {
        self.table = table
        self.options = options
        self.decider = decider
        self.periodsPerChoice = periodsPerChoice
        self.pool = pool
    }

    /// Scores a period's rows by what the rows of its past tell.
    mutating func score(
        _ period: ReplayPeriod,
        rows: Range<Int>,
        past: Range<Int>,
        progress: @escaping (TrainingProgress) throws -> Void
    ) throws -> ScoredPeriod {
        current?.age += 1
        var source = Replay.Source.noCase
        var scores: [Double] = []
        var probabilities: [Double] = []
        var fitted: ClaimModel?
        if !rows.isEmpty {
            fitted = try model(period, past: past, progress: progress)
            if let model = fitted {
                let predictions = try predict(model, rows)
                record.append(predictions.scores, rows: rows)
                (scores, probabilities) = predictions
                source = current == nil ? .defaults : .chosen
                forward.append(probabilities, rows: rows)
            } else {
                // One more case of each label keeps the share off 0 and 1.
                let share = Double(table.labels[past].count { $0 == 1 } + 1) / Double(past.count + 2)
                probabilities = [Double](repeating: share, count: rows.count)
                scores = probabilities.map(StableMath.logit)
                source = .baseRate
            }
        }
        return ScoredPeriod(
            rows: rows,
            decisions: try decider.decide(
                rows,
                since: period.start,
                scores: scores,
                probabilities: probabilities,
                model: fitted,
                forward
            ),
            told: Replay.Period(
                period: period.name,
                since: period.start.description,
                until: period.end.description,
                pastCases: past.count,
                pastUntil: table.times[past].last?.description,
                source: source,
                choice: source == .chosen ? choices.count - 1 : nil
            )
        )
    }

    /// A model of the past; `nil` when the cases that count there have one label only, or there are none.
    private mutating func model(
        _ period: ReplayPeriod,
        past: Range<Int>,
        progress: @escaping (TrainingProgress) throws -> Void
    ) throws -> ClaimModel? {
        guard table.labels[past].contains(0), table.labels[past].contains(1) else { return nil }
        var trainer = try Trainer(table: table, rows: past, options: options, pool: pool, progress: progress)
        trainer.horizon = .next
        defer { fits += trainer.steps.fits }
        try renewChoice(trainer, period, past)
        let choice = current?.choice ?? .defaults(options, cases: past.count)
        let calibrator = try record.calibrator(choice.calibration, table, before: past.upperBound)
        return try Self.unlessOneClass { try trainer.fit(choice, calibrator: calibrator) }
    }

    /// Chooses anew when a year is over, when the past has doubled, or when it has become long enough for a better search.
    private mutating func renewChoice(_ trainer: Trainer, _ period: ReplayPeriod, _ past: Range<Int>) throws {
        // No plan means that the past is too short for any search.
        guard let reach = try? trainer.plan().effort else { return }
        if let current, reach <= current.choice.effort {
            // Without a search only rounds are chosen, which change with the number of cases.
            let isOld = reach != .none && current.age >= periodsPerChoice
            guard isOld || past.count >= 2 * current.cases else { return }
        }
        // With both labels, but not on both sides of each cut, what was chosen before stays.
        guard let selection = try Self.unlessOneClass({ try trainer.choose() }) else { return }
        current = (selection.choice, 0, past.count)
        // Where labels come late, cases were scored of which the choice could not know the labels yet.
        let earlier = record
        record = selection.forward
        record.append(newerOf: earlier)
        if forward.rows.isEmpty {
            forward = ForwardProbabilities(rows: selection.judged.rows, selection.judged.probabilities)
        }
        choices.append(
            Replay.Choice(
                period: period.name,
                search: selection.choice.effort.rawValue,
                learner: selection.choice.learner.rawValue,
                why: selection.choice.why
            )
        )
    }

    /// What `body` gives; `nil` when it met cases with one label only.
    private static func unlessOneClass<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as ModelError where error.code == .oneClass {
            return nil
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
