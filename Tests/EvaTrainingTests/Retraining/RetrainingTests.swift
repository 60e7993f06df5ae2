import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

/// Claims of March to August 2024, six a day, of which the champion knows those before June.
@Suite("Retraining", .slow)
struct RetrainingTests {
    private static let rows = 1_104
    private static let days = 184
    private static let cut = "2024-06-01"

    private let pool = WorkerPool(threads: 1)

    /// Who has a photo is paid, but for one case in ten; `decision` has the last word.
    private func table(decision: (_ row: Int, _ line: String, _ isPay: Bool) -> Bool = { $2 }) throws -> CaseTable {
        var random = SplitMix(state: 11)
        let lines = Claims.lines(rows: Self.rows, days: Self.days)
            .enumerated()
            .map { row, line in
                var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let isPay = decision(row, line, line.contains("photo") != (random.uniform() < 0.1))
                cells[2] = isPay ? "pay" : "deny"
                return cells.joined(separator: ",")
            }
        return try Claims.table(lines)
    }

    /// The same claims, but from June on nobody is paid for what came late.
    private func changed() throws -> CaseTable {
        let later = try first(table())
        return try table { $2 && !($0 >= later && $1.contains(",late,")) }
    }

    private var training: TrainingOptions {
        var options = TrainingOptions()
        options.learner = .logistic
        options.search = .none
        return options
    }

    /// Row of the first case that the champion does not know.
    private func first(_ table: CaseTable) -> Int {
        table.rows(since: CaseTime(parsing: Self.cut)).lowerBound
    }

    private static let champion = Result { try RetrainingTests().train() }

    private func champion() throws -> Advisor { try Self.champion.get() }

    private func train(policy: Policy? = nil) throws -> Advisor {
        let table = try table()
        let known = table.subset(0..<first(table))
        let run = TrainingRun(table: known, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
        let bundle = try run.train(training, policy: policy, pool: pool).bundle
        return Advisor(bundle: bundle, identity: ModelIdentity(name: "claims", version: "1", hash: "1"))
    }

    private func retraining(
        _ champion: Advisor,
        _ table: CaseTable,
        threads: Int = 1,
        _ change: (inout RetrainingOptions) throws -> Void = { _ in }
    ) throws -> Retraining {
        var options = RetrainingOptions()
        options.training = training
        try change(&options)
        return try Retraining(champion: champion, table: table, options: options, pool: WorkerPool(threads: threads))
    }

    private func figures(_ retraining: Retraining) throws -> RetrainingVerdict.Figures {
        let verdict = try retraining.judge()
        return try #require(verdict.figures)
    }

    /// Whether a row is picked, by a coin.
    private func coins(_ seed: UInt64) -> [Bool] {
        var random = SplitMix(state: seed)
        return (0..<Self.rows).map { _ in random.uniform() < 0.5 }
    }

    @Test("a challenger that learns of a change that the champion does not know takes its place")
    func change() throws {
        let plain = try table()
        let later = first(plain)
        let verdict = try retraining(champion(), changed()).judge()
        let figures = try #require(verdict.figures)
        #expect(verdict.promotes && verdict.why.isEmpty, "\(verdict.why)")
        #expect(verdict.since == Self.cut && verdict.known == later && verdict.cases == Self.rows - later)
        #expect(figures.periods.map(\.period) == ["2024-06", "2024-07", "2024-08"])
        #expect(figures.periods.reduce(0) { $0 + $1.cases } == verdict.cases)
        #expect(figures.againstChampion.interval.high < 0)
        #expect(abs(figures.challenger.logLoss - figures.champion.logLoss - figures.againstChampion.mean) < 1e-12)
    }

    @Test("a challenger trained on shuffled labels is refused")
    func shuffled() throws {
        let plain = try table()
        let later = first(plain)
        let coins = coins(3)
        // What the champion learned from comes back shuffled; the judged cases are as they were.
        let verdict = try retraining(champion(), table { $2 != ($0 < later && coins[$0]) }).judge()
        #expect(!verdict.promotes)
        #expect(verdict.why.contains { $0.hasPrefix("that it does harm is not excluded") }, "\(verdict.why)")
    }

    @Test("where all new labels are shuffled nothing can be learned, however badly the champion does on them")
    func shuffledSince() throws {
        let plain = try table()
        let later = first(plain)
        let coins = coins(4)
        let verdict = try retraining(champion(), table { $2 != ($0 >= later && coins[$0]) }).judge()
        let figures = try #require(verdict.figures)
        #expect(figures.champion.logLoss > figures.challenger.logLoss)
        #expect(!verdict.promotes)
        #expect(
            verdict.why.contains { $0.hasPrefix("that it knows more than the share of pay is not sure") },
            "\(verdict.why)"
        )
    }

    @Test("what a period brings changes no earlier figure, and its labels none of its own probabilities")
    func noLeak() throws {
        let plain = try table()
        let champion = try champion()
        let august = plain.rows(since: CaseTime(parsing: "2024-08-01")).lowerBound
        let one = try figures(retraining(champion, plain))
        let other = try figures(retraining(champion, table { $2 != ($0 >= august) }))
        #expect(one.periods.prefix(2).map(\.challenger) == other.periods.prefix(2).map(\.challenger))
        #expect(one.periods.prefix(2).map(\.champion) == other.periods.prefix(2).map(\.champion))
        // The same probabilities against opposite labels: as many right answers as were wrong.
        #expect(one.periods[2].challenger < other.periods[2].challenger)
    }

    @Test("labels that are not known yet teach nothing")
    func delay() throws {
        // No new label is known by any period's start, so that the challenger knows no more than the champion.
        let verdict = try retraining(champion(), changed()) { $0.labelDelayDays = 92 }.judge()
        #expect(!verdict.promotes)
        #expect(try #require(verdict.figures).againstChampion.interval.high > 0)
    }

    @Test("judging begins after all that the champion learned from")
    func cutOff() throws {
        let plain = try table()
        let champion = try champion()
        #expect(try retraining(champion, plain).since.description == Self.cut)
        #expect(throws: TrainingError.self) {
            try retraining(champion, plain) { $0.since = CaseTime(parsing: "2024-05-31") }
        }
        let verdict = try retraining(champion, plain) { $0.since = CaseTime(parsing: "2024-06-05") }.judge()
        #expect(verdict.since == "2024-06-05" && verdict.figures?.periods.count == 3)
    }

    @Test("too few new cases change nothing, and say so")
    func few() throws {
        let plain = try table()
        let champion = try champion()
        let later = first(plain)
        let verdict = try retraining(champion, plain.subset(0..<later + 499)).judge()
        #expect(!verdict.promotes && verdict.figures == nil && verdict.cases == 499)
        #expect(verdict.why == ["499 labelled cases since 2024-06-01 are too few to judge by; 500 would do"])
        #expect(try retraining(champion, plain.subset(0..<later)).judge().cases == 0)
    }

    @Test("budgets that the challenger does not hold keep the champion, those it was trained for unless told otherwise")
    func budgets() throws {
        let strict = try Policy(
            yaml: "corpus: claims\nrisk: 0.3\nleast_coverage: 0\nbudgets: {wrong_pay: 0.001}",
            schema: Schema(yaml: Claims.schema)
        )
        let verdict = try retraining(champion(), changed()) { $0.policy = strict }.judge()
        let figures = try #require(verdict.figures)
        #expect(figures.againstChampion.isBetter && figures.againstBaseRate.isBetter)
        #expect(!verdict.promotes)
        #expect(verdict.why == ["the budget wrong_pay of 0.1 % is not held: nothing was suggested"])
        let own = try retraining(train(policy: strict), changed())
        #expect(own.budgets == strict)
        #expect(try own.judge().why == verdict.why)
    }

    @Test("cases of other fields or another corpus are refused")
    func otherFields() throws {
        let champion = try champion()
        for (old, new) in [("vip: {type: flag}", "vip: {type: category}"), ("corpus: claims", "corpus: others")] {
            let schema = try Schema(yaml: Claims.schema.replacing(old, with: new))
            #expect(throws: TrainingError.self) { try retraining(champion, CaseTable(schema: schema)) }
        }
    }

    @Test("one thread and two give the same figures")
    func threads() throws {
        let plain = try table()
        let champion = try champion()
        let one = try figures(retraining(champion, plain))
        let two = try figures(retraining(champion, plain, threads: 2))
        #expect(one.againstChampion == two.againstChampion && one.againstBaseRate == two.againstBaseRate)
    }
}
