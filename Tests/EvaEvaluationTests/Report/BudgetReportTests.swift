import EvaEvaluation
import Foundation
import Testing

@Suite("Report of error budgets")
struct BudgetReportTests {
    /// 100 pays of which the first `wrong` are, 10 cases of review, and no deny; all of one year but the reviews.
    private func cases(wrong: Int, amounts: [Double]? = nil) throws -> ScoredCases {
        try ScoredCases(
            labels: (0..<110).map { $0 < wrong ? 0 : 1 },
            probabilities: [Double](repeating: 0.9, count: 110),
            suggestions: (0..<110).map { $0 < 100 ? .pay : .review },
            amounts: amounts,
            periods: (0..<110).map { $0 < 100 ? "2015" : "2016" }
        )
    }

    private let asked = [
        BudgetReport.Asked(budget: "wrong_pay", of: "cases", rate: 0.05),
        BudgetReport.Asked(budget: "wrong_deny", of: "cases", rate: 0.05),
    ]

    @Test("a budget is held up to what chance allows: 8 of 100 at 5 %, and not 9", arguments: [(8, true), (9, false)])
    func chance(wrong: Int, held: Bool) throws {
        let report = BudgetReport(asked, try cases(wrong: wrong))
        #expect(report.overall[0].realised == Double(wrong) / 100 && report.overall[0].held == held)
        #expect(report.overall[0].suggested == 100)
        #expect(report.periods.map(\.period) == ["2015", "2016"])
    }

    @Test("without a suggestion nothing is held, and what is undefined is null")
    func nothing() throws {
        let report = BudgetReport(asked, try cases(wrong: 0))
        #expect(report.overall[0].held && !report.overall[1].held && report.periodsHeld == 0)
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report))
        let overall = try #require((json as? [String: Any])?["overall"] as? [[String: Any]])
        #expect(overall.map { Set($0.keys) }.allSatisfy { $0 == Set(overall[0].keys) })
        #expect(overall[1]["realised"] is NSNull && overall[1]["interval"] is NSNull)
        #expect(try JSONDecoder().decode(BudgetReport.self, from: JSONEncoder().encode(report)) == report)
    }

    @Test("a budget of money counts amounts: one wrong pay of half of all is too much, one of nothing is not")
    func money() throws {
        let money = [BudgetReport.Asked(budget: "wrong_pay", of: "money", rate: 0.05)]
        let half = [99] + [Double](repeating: 1, count: 109)
        #expect(BudgetReport(money, try cases(wrong: 1, amounts: half)).overall[0].realised == 0.5)
        let nothing = [0] + [Double](repeating: 1, count: 109)
        let outcome = BudgetReport(money, try cases(wrong: 1, amounts: nothing)).overall[0]
        #expect(outcome.realised == 0 && outcome.held)
    }
}
