import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

/// Evaluation, replay and training decide as the advisor does.
@Suite("Suggestions that are judged")
struct GuidanceTests {
    private static let schema = Claims.schema.replacing(
        "fields:",
        with: "agent: agent\nfirst_decision: first\nfields:"
    )

    /// The claims with an agent and a first decision, which is another one than the label in every fifth case.
    private let table: CaseTable
    private var guidance = Guidance()

    init() throws {
        let lines = Claims.lines(rows: 600, days: 120)
            .enumerated()
            .map { row, line in
                let label = line.split(separator: ",")[2]
                let first = row % 5 == 0 ? (label == "pay" ? "deny" : "pay") : String(label)
                return "\(line),\(row % 7 == 0 ? "" : "agent\(row % 3)"),\(first)\n"
            }
        let header = Claims.header.replacing("story", with: "story,agent,first")
        table = try EvaTestSupport.table(schema: Self.schema, csv: header + lines.joined())
        guidance.costs = CostTable(
            corpus: "claims",
            currency: "CNY",
            wrongPayRecovery: 0.2,
            wrongDenyShare: 0.5,
            wrongDenyFixed: 100,
            review: 6_000,
            missingAmount: 500
        )
    }

    private func training() -> TrainingOptions {
        var options = TrainingOptions()
        options.learner = .trees
        options.search = .none
        return options
    }

    private func train(threads: Int = 1) throws -> TrainingResult {
        try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
            .train(training(), guidance: guidance, pool: WorkerPool(threads: threads))
    }

    /// Cost of the suggestions by hand.
    private func cost(_ table: CaseTable, _ rows: Range<Int>, _ answers: [Answer]) throws -> Double {
        let costs = try #require(guidance.costs)
        return zip(rows, answers)
            .reduce(0) { sum, pair in
                let (row, answer) = pair
                let (isPay, amount) = (table.labels[row] == 1, table.amounts[row])
                switch answer {
                case .pay: return sum + (isPay ? 0 : costs.wrongPay(amount: amount))
                case .deny: return sum + (isPay ? costs.wrongDeny(amount: amount) : 0)
                case .review: return sum + costs.review
                }
            }
    }

    @Test("an evaluation judges the advisor's answers, with their costs, for any number of threads")
    func evaluation() throws {
        let identity = ModelIdentity(name: "m", version: "1", hash: "")
        var advisor = Advisor(bundle: try train().bundle, identity: identity)
        let plain = try Evaluator(advisor, pool: WorkerPool(threads: 1))
            .report(table, window: .init(), rejects: 0)
        #expect(plain.metrics.coverage == 1 && plain.metrics.money == nil && plain.metrics.reviewCauses.isEmpty)
        advisor.guidance = guidance
        let report = try Evaluator(advisor, pool: WorkerPool(threads: 1)).report(table, window: .init(), rejects: 0)
        let two = try Evaluator(advisor, pool: WorkerPool(threads: 2)).report(table, window: .init(), rejects: 0)
        #expect(try report.json() == two.json())
        var features = advisor.bundle.model.makeRow()
        let decisions = try (0..<600).map { try advisor.decide(table, row: $0, using: &features) }
        let reviews = decisions.count { $0.answer == .review }
        #expect(reviews > 20 && reviews < 580)
        #expect(report.metrics.coverage == Double(600 - reviews) / 600)
        #expect(report.metrics.reviewCauses == ["unsure": reviews])
        #expect(report.metrics.accuracy == plain.metrics.accuracy)
        let money = try #require(report.metrics.money)
        #expect(abs(money.cost.total - (try cost(table, 0..<600, decisions.map(\.answer)))) < 1e-6)
        #expect(money.reviewAll == 600 * 6_000)
    }

    @Test("figures come by category, by quarters of the amount, and by agent with the agents' own accuracy")
    func slices() throws {
        let advisor = Advisor(
            bundle: try train().bundle,
            identity: ModelIdentity(name: "m", version: "1", hash: "")
        )
        let report = try Evaluator(advisor, pool: WorkerPool(threads: 1)).report(table, window: .init(), rejects: 0)
        #expect(report.slices.map(\.field) == ["scene", "shop", "amount", "agent"])
        #expect(report.slices[2].values.count == 5 && report.slices[2].values.last?.value == "missing")
        #expect(Set(report.slices[3].values.map(\.value)) == ["agent0", "agent1", "agent2", "missing"])
        #expect(report.metrics.firstDecisions?.cases == 600)
        #expect(report.metrics.firstDecisions?.accuracy == 0.8)
        #expect(report.metrics.firstDecisions?.evaAccuracy == report.metrics.accuracy)
        let right = report.slices[3].values.compactMap(\.metrics.firstDecisions)
            .map { $0.accuracy * Double($0.cases) }
        #expect(abs(right.reduce(0, +) - 480) < 1e-6)
    }

    @Test("a replay's suggestions are the cheapest by each period's model, also where the past has one label")
    func replay() throws {
        var options = BacktestOptions(since: try #require(CaseTime(parsing: "2024-05-01")), every: .month)
        options.training = training()
        let plain = try Backtest(table: table, options: options, pool: WorkerPool(threads: 1)).run()
        let result = try Backtest(table: table, options: options, guidance: guidance, pool: WorkerPool(threads: 1))
            .run()
        #expect(result.cases.probabilities == plain.cases.probabilities)
        #expect(Set(result.cases.suggestions) == [.pay, .deny, .review])
        let first = table.rowCount - result.cases.count
        let costs = try #require(guidance.costs)
        for (position, suggestion) in result.cases.suggestions.enumerated() {
            let amount = table.amounts[first + position]
            let best = costs.cheapest(probability: result.cases.probabilities[position], amount: amount)
            #expect(suggestion.rawValue == best.answer.rawValue)
        }
        let csv = result.predictionsCSV().split(separator: "\n").dropFirst()
        #expect(csv.map { $0.split(separator: ",")[4] } == result.cases.suggestions.map { $0.rawValue[...] })
        let report = try result.report(rejects: 0)
        let periods = report.periods.compactMap(\.metrics?.money?.cost.total)
        #expect(periods.count == report.periods.count)
        #expect(abs(periods.reduce(0, +) - (try #require(report.metrics.money)).cost.total) < 1e-6)

        let start = CaseTime(year: 2024, month: 3)
        var early = BacktestOptions(since: start, every: .month)
        early.until = CaseTime(year: 2024, month: 4)
        early.training = training()
        let nothing = try Backtest(table: table, options: early, guidance: guidance, pool: WorkerPool(threads: 1))
            .run()
        #expect(nothing.replay.periods.map(\.source) == [.baseRate])
        #expect(nothing.cases.suggestions.contains(.review))
    }

    @Test("training tells what the suggestions on its newest cases cost, and puts nothing of it in the bundle")
    func trained() throws {
        let result = try train()
        let measured = result.bundle.info.measured
        #expect(result.judged.cases == measured.cases && result.judged.accuracy == measured.accuracy)
        #expect(result.judged.logLoss == measured.logLoss)
        let money = try #require(result.judged.money)
        #expect(money.cost.total > 0 && money.cost.total <= money.reviewAll + money.payAll)
        #expect(try train(threads: 2).judged == result.judged)
        let plain = try TrainingRun(table: table, corpusSha256: "", since: nil, until: nil, evaVersion: "test")
            .train(training(), pool: WorkerPool(threads: 1))
        #expect(plain.bundle.parts() == result.bundle.parts())
        #expect(plain.judged.money == nil)
    }
}
