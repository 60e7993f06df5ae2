public import EvaBundle
public import EvaCorpus
import EvaFeatures
import EvaModels
public import EvaNumerics

/// Trains on rows of a table: chooses by forward validation, measures on later cases, then fits on all.
public struct Trainer {
    let table: CaseTable
    let rows: Range<Int>
    let options: TrainingOptions
    let pool: WorkerPool
    let steps: StepCounter
    /// How long the model will serve.
    var horizon = ForwardPlan.Horizon.all

    /// Creates a trainer for labelled rows in time order.
    ///
    /// **Throws**: `TrainingError` when there is no case, or all have one label.
    public init(
        table: CaseTable,
        rows: Range<Int>,
        options: TrainingOptions,
        pool: WorkerPool,
        progress: @escaping (TrainingProgress) throws -> Void = { _ in }
    ) throws {
        let labels = table.labels[rows]
        guard let first = labels.first else {
            throw TrainingError(message: "there is no case to learn from", cure: "widen --since and --until")
        }
        guard labels.contains(where: { $0 != first }) else {
            throw TrainingError(
                message: "all \(rows.count) cases are labelled \(first == 1 ? "pay" : "deny")",
                cure: "give cases with both decisions"
            )
        }
        self.table = table
        self.rows = rows
        self.options = options
        self.pool = pool
        steps = StepCounter(progress: progress)
    }

    /// Trains: chooses, then fits what was chosen on all rows.
    ///
    /// **Throws**: `TrainingError` when there are too few cases; `ModelError` when the older ones have one label; what
    /// `progress` throws.
    public func train() throws -> TrainedModel {
        let selection = try choose()
        return TrainedModel(
            model: try selection.model ?? fit(selection.choice, calibrator: selection.calibrator),
            learner: selection.choice.learner,
            settings: selection.choice.settings(seed: options.seed),
            why: selection.choice.why,
            measured: selection.measured,
            judged: selection.judged
        )
    }

    /// Chooses by forward validation on the rows.
    func choose() throws -> Selection {
        let (plan, effort) = try plan()
        let older = table.labels[plan.first..<plan.blocks[0].lowerBound]
        guard older.contains(0), older.contains(1) else {
            throw ModelError(
                code: .oneClass,
                message: "the older \(older.count) cases, by which the newer ones are judged, have one label only",
                cure: "give more cases of the rare label, or --since a day from which on there are both"
            )
        }
        let space = SearchSpace(effort: effort, span: span, seed: options.seed)
        if effort == .none { return try chooseOnce(plan, space) }
        steps.total = space.stepCount(options.learner, blocks: plan.blocks.count)
        let source = FoldSource(
            table: table,
            plan: plan,
            hasLinear: options.learner.needsLinear,
            steps: steps,
            pool: pool
        )
        var chosen = try search(source, space)
        if effort != options.search {
            chosen.why.insert(
                "search: \(effort.rawValue), for there are too few cases for \(options.search.rawValue)",
                at: 0
            )
        }
        let forward = try forwardScores(source, chosen)
        let verdict = try Verdict(forward, options.learner, times: Array(table.times[plan.judged]))
        return Selection(
            choice: Choice(chosen, verdict, effort: effort),
            forward: forward.record(plan, verdict.blend),
            calibrator: verdict.calibrator,
            measured: verdict.measured,
            judged: JudgedRows(
                rows: plan.blocks[plan.blocks.count - 1],
                scores: verdict.judged.scores,
                probabilities: verdict.judged.probabilities
            ),
            model: nil
        )
    }

    /// Days between the first and the last case.
    private var span: Int {
        guard let first = table.times[rows].first, let last = table.times[rows].last else { return 0 }
        return last.day - first.day
    }

    /// The most thorough plan up to the effort asked for that the number of cases allows.
    func plan() throws -> (plan: ForwardPlan, effort: SearchEffort) {
        let plans: [(effort: SearchEffort, share: Double, count: Int)] = [
            (.full, 0.3, 5), (.fast, 0.25, 3), (.none, 0.2, 2),
        ]
        var failure: TrainingError?
        for (effort, share, count) in plans.drop(while: { $0.effort != options.search }) {
            do throws(TrainingError) {
                let plan = try ForwardPlan(
                    times: table.times,
                    rows: rows,
                    share: share,
                    count: count,
                    horizon: horizon
                )
                return (plan, effort)
            } catch {
                failure = error
            }
        }
        throw failure ?? TrainingError(message: "no search was asked for", cure: "use none, fast or full")
    }
}

/// What training gives: the model and all that the manifest says about it.
public struct TrainedModel: Sendable {
    /// The fitted model.
    public let model: ClaimModel
    /// Learner that serves.
    public let learner: LearnerChoice
    /// All choices.
    public let settings: TrainingSettings
    /// Why they were made.
    public let why: [String]
    /// How right they were on later cases.
    public let measured: MeasuredForward
    /// What they said of those cases.
    let judged: JudgedRows
}

/// Counts steps for a progress bar, and fits.
final class StepCounter {
    var total = 1
    /// Times that trees or a logistic regression were fitted.
    var fits = 0
    private var done = 0
    private let progress: (TrainingProgress) throws -> Void

    init(progress: @escaping (TrainingProgress) throws -> Void) {
        self.progress = progress
    }

    /// Tells that a step begins.
    func begin(_ stage: String) throws {
        try progress(TrainingProgress(done: min(done, total), total: total, stage: stage))
        done += 1
    }
}
