import EvaEvaluation
import Foundation
import Testing

struct MetricsTests {
    /// Two right pays, one wrong pay, one right deny, one wrong deny, one pay and one deny left to review.
    static func mixed() throws -> ScoredCases {
        try ScoredCases(
            labels: [1, 1, 0, 0, 1, 1, 0],
            probabilities: [0.9, 0.8, 0.7, 0.1, 0.2, 0.6, 0.4],
            suggestions: [.pay, .pay, .pay, .deny, .deny, .review, .review],
            amounts: [10, 20, 40, 80, .nan, 160, 320]
        )
    }

    @Test("suggestions left to review count in accuracy, not in selective accuracy")
    func selective() throws {
        let metrics = try Metrics(Self.mixed())
        #expect(metrics.cases == 7)
        #expect(metrics.baseRate == 4.0 / 7)
        #expect(metrics.majorityAccuracy == 4.0 / 7)
        #expect(metrics.accuracy == 5.0 / 7)
        #expect(metrics.coverage == 5.0 / 7)
        #expect(metrics.selectiveAccuracy == 3.0 / 5)
        #expect(metrics.selectiveError == 2.0 / 5)
        #expect(metrics.wrongPayRate == 1.0 / 3)
        #expect(metrics.wrongDenyRate == 1.0 / 2)
        #expect(metrics.wrongPayRateInterval == Interval(wilson: 1, of: 3))
        #expect(metrics.wrongDenyRateInterval == Interval(wilson: 1, of: 2))
        let confusion = metrics.confusion
        let pays: [Int] = [confusion.payPay, confusion.payDeny, confusion.payReview]
        let denies: [Int] = [confusion.denyPay, confusion.denyDeny, confusion.denyReview]
        #expect(pays == [2, 1, 1] as [Int])
        #expect(denies == [1, 1, 1] as [Int])
    }

    @Test("money counts the cases whose amount is known")
    func money() throws {
        let amounts = try #require(try Metrics(Self.mixed()).amounts)
        #expect(amounts.cases == 6)
        #expect(amounts.claimed == 630)
        #expect(amounts.suggestedPay == 70)
        #expect(amounts.wrongPay == 40)
        #expect(amounts.suggestedDeny == 80)
        #expect(amounts.wrongDeny == 0)
    }

    @Test("no known amount, no money")
    func noMoney() throws {
        #expect(try Metrics(ScoredCases(labels: [1], probabilities: [1], amounts: [.nan])).amounts == nil)
    }

    @Test("one class has no AUC, and null stands for it in JSON")
    func oneClass() throws {
        let metrics = try Metrics(ScoredCases(labels: [1, 1], probabilities: [0.9, 0.8]))
        #expect(metrics.auc == nil)
        #expect(metrics.wrongDenyRate == nil)
        let json = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(metrics)) as? [String: Any]
        )
        let undefined = ["auc", "wrong_deny_rate", "wrong_deny_rate_interval", "amounts", "best_possible"]
        for key in undefined { #expect(json[key] is NSNull, "\(key)") }
        #expect(json["simulated"] as? Bool == false)
    }

    @Test("all to review: the selective figures are null")
    func allReview() throws {
        let metrics = try Metrics(
            ScoredCases(labels: [1, 0], probabilities: [0.9, 0.8], suggestions: [.review, .review])
        )
        #expect(metrics.coverage == 0)
        #expect(metrics.selectiveAccuracy == nil)
        #expect(metrics.selectiveError == nil)
        #expect(metrics.wrongPayRate == nil)
        #expect(metrics.accuracy == 0.5)
    }

    @Test("true probabilities give the best possible predictor, judged on the same labels")
    func bestPossible() throws {
        let metrics = try Metrics(
            ScoredCases(labels: [1, 0, 1, 0], probabilities: [0.6, 0.6, 0.6, 0.6], truths: [0.9, 0.1, 0.4, 0.2])
        )
        #expect(metrics.simulated)
        let best = try #require(metrics.bestPossible)
        #expect(best.accuracy == 0.75)
        #expect(abs(best.logLoss + (log(0.9) + log(0.9) + log(0.4) + log(0.8)) / 4) < 1e-12)
    }

    @Test("the keys are those of DESIGN, and JSON reads back the same")
    func json() throws {
        let metrics = try Metrics(Self.mixed())
        let data = try JSONEncoder().encode(metrics)
        #expect(try JSONDecoder().decode(Metrics.self, from: data) == metrics)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let keys = [
            "cases", "base_rate", "accuracy", "accuracy_interval", "majority_accuracy", "auc", "log_loss", "brier",
            "ece", "coverage", "selective_accuracy", "selective_error", "wrong_pay_rate", "wrong_deny_rate",
            "confusion",
        ]
        for key in keys { #expect(json[key] != nil, "\(key)") }
        #expect((json["accuracy_interval"] as? [Double])?.count == 2)
        #expect((json["confusion"] as? [String: Int])?["deny_pay"] == 1)
    }

    @Test("no case is an error with a name")
    func noCases() throws {
        let empty = try ScoredCases(labels: [], probabilities: [])
        let error = #expect(throws: EvaluationError.self) { try Metrics(empty) }
        #expect(error?.code == .noCases)
    }
}
