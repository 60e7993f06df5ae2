import EvaEvaluation
import Foundation
import Testing

@Suite("Errors of amounts")
struct AmountErrorsTests {
    private let cases = [
        AmountErrors.Case(claimed: 100, paid: 50, suggested: 50, lowest: 40, highest: 60),
        AmountErrors.Case(claimed: 100, paid: 100, suggested: 70, lowest: 60, highest: 90),
        AmountErrors.Case(claimed: 40, paid: 10, suggested: 20, lowest: 10, highest: 40),
        AmountErrors.Case(claimed: 80, paid: 90, suggested: 80, lowest: 80, highest: 80),
    ]

    @Test("errors are means of absolute differences; the ends of an interval belong to it")
    func figures() throws {
        let errors = try #require(AmountErrors(cases, medianRatio: 0.5))
        #expect(errors.cases == 4)
        #expect(errors.meanAbsoluteError == 12.5)
        #expect(errors.claimError == 22.5)
        #expect(errors.medianRatioError == 27.5)
        #expect(errors.intervalCoverage == 0.5)
        #expect(errors.meanIntervalWidth == 20)
    }

    @Test("without cases there are no errors")
    func none() {
        #expect(AmountErrors([], medianRatio: 0.5) == nil)
    }

    @Test("a report holds them under one key, which is null where there are none, and reads them again")
    func json() throws {
        var report = try ReportExample.report()
        func key() throws -> Any? {
            try (JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])?["amount_errors"]
        }
        #expect(try key() is NSNull)
        report.amountErrors = AmountErrors(cases, medianRatio: 0.5)
        let written = try #require(try key() as? [String: Any])
        #expect(
            Set(written.keys) == [
                "cases", "mean_absolute_error", "claim_error", "median_ratio_error", "interval_coverage",
                "mean_interval_width",
            ]
        )
        #expect(try JSONDecoder().decode(EvaluationReport.self, from: Data(report.json().utf8)) == report)
    }

    @Test("amounts that would add up to infinity do not break the JSON")
    func absurd() throws {
        let most = Double.greatestFiniteMagnitude
        let absurd = AmountErrors.Case(claimed: most, paid: 0, suggested: most, lowest: 0, highest: most)
        let errors = try #require(AmountErrors([absurd, absurd, absurd], medianRatio: 1))
        #expect(errors.meanAbsoluteError.isFinite && errors.claimError.isFinite && errors.meanIntervalWidth.isFinite)
        #expect(errors.sentence(currency: nil).hasPrefix("Suggested amounts are off by"))
    }
}
