import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

/// Cases of March 2024 on, six a day.
@Suite("Backtest with error budgets", .slow)
struct BacktestBudgetTests {
    private static let rows = 720
    private static let days = 120

    private func lines(isFlipped: (Int) -> Bool = { _ in false }) -> [String] {
        Claims.lines(rows: Self.rows, days: Self.days, isFlipped: isFlipped)
    }

    private func run(_ lines: [String], delay: Int = 0, budgets: String = "{selective_error: 0.4}") throws
        -> BacktestResult
    {
        var options = BacktestOptions(since: try #require(CaseTime(parsing: "2024-05-01")), every: .month)
        options.training.learner = .logistic
        options.training.search = .none
        options.labelDelayDays = delay
        options.policy = try Policy(
            yaml: "corpus: claims\nrisk: 0.3\nleast_coverage: 0.02\nbudgets: \(budgets)",
            schema: Schema(yaml: Claims.schema)
        )
        return try Backtest(table: Claims.table(lines), options: options, pool: WorkerPool(threads: 1)).run()
    }

    /// Position among the scored cases of the first at or after a day.
    private func position(_ lines: [String], _ day: String) throws -> Int {
        let scored = lines.filter { $0.split(separator: ",")[1] >= "2024-05-01" }
        return try #require(scored.firstIndex { $0.split(separator: ",")[1] >= day })
    }

    @Test("suggestions come from the rule, in the report and in the file, and the report tells whether budgets held")
    func suggestions() throws {
        let result = try run(lines())
        let suggested = result.cases.suggestions
        #expect(suggested.contains(.review) && suggested.contains { $0 != .review })
        let written = result.predictionsCSV().split(separator: "\n").dropFirst().map { $0.split(separator: ",")[4] }
        #expect(written.map(String.init) == suggested.map(\.rawValue))
        let budgets = try #require(result.report(rejects: 0).budgets)
        #expect(budgets.periods.map(\.period) == ["2024-05", "2024-06"])
        let overall = try #require(budgets.overall.first)
        let answered = suggested.indices.filter { suggested[$0] != .review }
        let wrong = answered.count { (result.cases.labels[$0] == 1) != (suggested[$0] == .pay) }
        #expect(overall.budget == "selective_error" && overall.asked == 0.4 && overall.suggested == answered.count)
        #expect(overall.realised == Double(wrong) / Double(answered.count))
        #expect(overall.interval == Interval(wilson: wrong, of: answered.count))
    }

    @Test("labels count from the week after they are known, never before")
    func noLeak() throws {
        let lines = lines()
        let plain = try run(lines).cases.suggestions
        // The third week of May begins on the 15th.
        let week = try position(lines, "2024-05-15")
        let first = try #require(lines.firstIndex { $0.split(separator: ",")[1] >= "2024-05-08" })
        let last = try #require(lines.firstIndex { $0.split(separator: ",")[1] >= "2024-05-15" })
        let flipped = self.lines { (first..<last).contains($0) }
        let other = try run(flipped).cases.suggestions
        #expect(other.prefix(week) == plain.prefix(week))
        #expect(other.dropFirst(week) != plain.dropFirst(week), "what is known counts in the next week")
        let later = try position(lines, "2024-05-22")
        let delayed = try run(lines, delay: 7).cases.suggestions
        let delayedFlipped = try run(flipped, delay: 7).cases.suggestions
        #expect(delayedFlipped.prefix(week) == delayed.prefix(week))
        #expect(later > week)
    }

    @Test("an impossible budget leaves the surest share of the cases, or none, and is told as not held")
    func impossible() throws {
        let result = try run(lines(), budgets: "{wrong_pay: 0.0001, wrong_deny: 0.0001}")
        let answered = result.cases.suggestions.count { $0 != .review }
        #expect(answered > 0 && answered < result.cases.count / 5)
    }
}
