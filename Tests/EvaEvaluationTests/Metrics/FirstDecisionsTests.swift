import EvaEvaluation
import Foundation
import Testing

@Suite("Agents beside Eva")
struct FirstDecisionsTests {
    @Test("agents and Eva are judged on the cases whose first decision is known, and on no others")
    func sameCases() throws {
        let metrics = try Metrics(
            ScoredCases(
                labels: [1, 1, 0, 0, 1],
                probabilities: [0.9, 0.8, 0.7, 0.2, 0.1],
                firstDecisions: [1, 0, 0, 1, -1]
            )
        )
        let decisions = try #require(metrics.firstDecisions)
        #expect(decisions.cases == 4)
        #expect(decisions.accuracy == 0.5 && decisions.evaAccuracy == 0.75)
        #expect(decisions.accuracyInterval == Interval(wilson: 2, of: 4))
        #expect(decisions.evaAccuracyInterval == Interval(wilson: 3, of: 4))
        #expect(metrics.accuracy == 0.6)
    }

    @Test("without first decisions there is nothing to say")
    func unknown() throws {
        #expect(
            try Metrics(ScoredCases(labels: [1], probabilities: [1], firstDecisions: [-1])).firstDecisions == nil
        )
        #expect(try Metrics(ScoredCases(labels: [1], probabilities: [1])).firstDecisions == nil)
    }

    @Test("reviews are counted by their cause")
    func causes() throws {
        let metrics = try Metrics(
            ScoredCases(
                labels: [1, 0, 1, 0],
                probabilities: [0.5, 0.5, 0.5, 0.9],
                suggestions: [.review, .review, .review, .pay],
                reviewCauses: ["unsure", "novelty", "unsure", nil]
            )
        )
        #expect(metrics.reviewCauses == ["unsure": 2, "novelty": 1])
        #expect(metrics.confusion.payReview + metrics.confusion.denyReview == 3)
    }
}
