import EvaEvaluation
import Foundation
import Testing

struct EvaluationReportTests {
    @Test("the overall figures stand at the top of the JSON, and per period and value again")
    func json() throws {
        let report = try ReportExample.report()
        let text = try report.json()
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let keys = [
            "accuracy", "accuracy_interval", "majority_accuracy", "auc", "log_loss", "confusion", "coverage", "money",
        ]
        let periods = try #require(json["periods"] as? [[String: Any]])
        let slices = try #require(json["slices"] as? [[String: Any]])
        let values = try #require(slices[0]["values"] as? [[String: Any]])
        #expect(periods.map { $0["period"] as? String } == ["2014", "2015", "2016", "2017"])
        #expect(slices.map { $0["field"] as? String } == ["item", "claim_amount"])
        for object in [json] + periods + values {
            for key in keys { #expect(object[key] != nil, "\(key)") }
        }
        #expect(json["simulated"] as? Bool == true)
        #expect(json["rejects"] as? Int == 7)
        #expect(try ReportExample.report().json() == text)
        #expect(try JSONDecoder().decode(EvaluationReport.self, from: Data(text.utf8)) == report)
    }

    @Test("what is not known is null in the JSON")
    func nulls() throws {
        let report = try EvaluationReport(
            title: "One class",
            corpus: "c",
            model: nil,
            cases: ScoredCases(labels: [1], probabilities: [0.9])
        )
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any]
        )
        for key in ["auc", "model", "currency", "amounts", "money", "first_decisions", "best_possible"] {
            #expect(json[key] is NSNull, "\(key)")
        }
        #expect(report.html().contains("</html>"))
        #expect(!report.html().contains("nan"))
    }

    @Test("periods partition the cases")
    func periods() throws {
        let report = try ReportExample.report()
        #expect(report.periods.map { $0.metrics?.cases } == [60, 60, 60, 60])
        let wrong = report.periods.compactMap(\.metrics?.confusion.denyPay).reduce(0, +)
        #expect(wrong == report.metrics.confusion.denyPay)
    }

    @Test("values with few cases are pooled, the rest last")
    func slices() throws {
        let report = try ReportExample.report()
        let values = try #require(report.slices.first).values
        #expect(values.map(\.value) == ["服装 apparel", ReportExample.hostile, "fresh food", "other"])
        #expect(values.map(\.pooled) == [false, false, false, true])
        #expect(values.map(\.metrics.cases).reduce(0, +) == 240)
        #expect(values.dropLast().allSatisfy { $0.metrics.cases >= 20 })
        let all = try ReportExample.report(minimumSliceCases: 1_000)
        #expect(all.slices[0].values.map(\.value) == ["other"])
    }

    @Test("a value named other is told from the rest")
    func other() throws {
        let report = try EvaluationReport(
            title: "t",
            corpus: "c",
            model: nil,
            cases: ScoredCases(
                labels: [1, 0, 1],
                probabilities: [1, 0, 1],
                slices: [.init(field: "f", values: ["other", "other", "x"])]
            ),
            minimumSliceCases: 2
        )
        #expect(report.slices[0].values.map(\.pooled) == [false, true])
        #expect(report.slices[0].values.map(\.metrics.cases) == [2, 1])
    }

    @Test("at most so many values stand alone")
    func manyValues() throws {
        let report = try EvaluationReport(
            title: "t",
            corpus: "c",
            model: nil,
            cases: ScoredCases(
                labels: [Int8](repeating: 1, count: 12),
                probabilities: [Double](repeating: 1, count: 12),
                slices: [.init(field: "f", values: ["c", "c", "b", "b", "a", "a", "d", "d", "e", "e", "e", "z"])]
            ),
            minimumSliceCases: 2,
            maximumSliceValues: 3
        )
        #expect(report.slices[0].values.map(\.value) == ["e", "a", "b", "other"])
    }

    @Test("amounts that would add up to infinity do not break the JSON")
    func absurdAmounts() throws {
        let report = try EvaluationReport(
            title: "t",
            corpus: "c",
            model: nil,
            cases: ScoredCases(labels: [0, 0], probabilities: [1, 1], amounts: [1.5e308, 1.5e308])
        )
        #expect(try report.json().contains("wrong_pay"))
        #expect(report.html().contains("</html>"))
    }

    @Test("no case is an error")
    func noCases() throws {
        let empty = try ScoredCases(labels: [], probabilities: [])
        let error = #expect(throws: EvaluationError.self) {
            try EvaluationReport(title: "t", corpus: "c", model: nil, cases: empty)
        }
        #expect(error?.code == .noCases)
    }
}
