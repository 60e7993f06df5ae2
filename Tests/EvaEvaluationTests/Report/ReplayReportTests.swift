import EvaEvaluation
import Foundation
import Testing

@Suite("Report of a backtest")
struct ReplayReportTests {
    @Test("periods without a case are listed, with every figure null")
    func emptyPeriods() throws {
        let report = try ReportExample.backtest()
        let text = try report.json()
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let periods = try #require(json["periods"] as? [[String: Any]])
        #expect(periods.map { $0["period"] as? String } == (2012...2018).map { "\($0)" })
        #expect(periods.map { $0["cases"] as? Int } == [0, 0, 60, 60, 60, 60, 0])
        #expect(Set(periods[0].keys) == Set(periods[2].keys))
        for (key, value) in periods[0] where !["cases", "period"].contains(key) { #expect(value is NSNull, "\(key)") }
        #expect(try JSONDecoder().decode(EvaluationReport.self, from: Data(text.utf8)) == report)
    }

    @Test("the JSON tells what each period knew and what was chosen; that of one model has no such key")
    func replay() throws {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(ReportExample.backtest().json().utf8)) as? [String: Any]
        )
        let replay = try #require(json["replay"] as? [String: Any])
        let periods = try #require(replay["periods"] as? [[String: Any]])
        #expect(periods.map { $0["past_cases"] as? Int } == [0, 60, 120, 180, 240, 300, 360])
        #expect(periods[4]["source"] as? String == "chosen" && periods[4]["choice"] as? Int == 0)
        #expect(replay["label_delay_days"] as? Int == 30 && replay["fits"] as? Int == 12)
        #expect(try !ReportExample.report().json().contains("\"replay\""))
    }

    @Test("text, Markdown and page say where each period's scores come from")
    func tables() throws {
        let report = try ReportExample.backtest()
        for text in [report.text(), report.markdown(), report.html()] {
            for words in ["What was known before each period", "share of pay", "defaults", "blend, chosen 2016"] {
                #expect(text.contains(words), "\(words)")
            }
        }
        let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "By period" })
        #expect(Set(lines[(start + 1)...].prefix(9).map(\.count)).count == 1)
    }

    @Test("the page draws log loss and AUC per period, too, and skips periods without a case")
    func charts() throws {
        let page = try ReportExample.backtest().html()
        #expect(page.components(separatedBy: "<svg").count - 1 == 6)
        for title in ["Accuracy per period", "Log loss per period", "AUC per period"] { #expect(page.contains(title)) }
        let chart = try #require(page.components(separatedBy: "<svg").first { $0.contains("period-auc-title") })
        #expect(chart.components(separatedBy: "<circle").count - 1 == 4)
        #expect(!page.contains("nan") && !page.contains("inf"))
    }
}
