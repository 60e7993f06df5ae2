import EvaEvaluation
import Foundation
import Testing

struct MeasureTests {
    @Test(
        "ECE of cases counted by hand",
        arguments: [
            // One bin: confidence .9, three of four right.
            ([1, 1, 1, 0], [0.9, 0.9, 0.9, 0.9], 0.15),
            // Sure denies count by their confidence, not by their probability of pay.
            ([0, 0, 0, 1], [0.1, 0.1, 0.1, 0.1], 0.15),
            // Two bins of two cases: .55 all right, .75 half right.
            ([1, 1, 1, 0], [0.55, 0.55, 0.75, 0.75], (0.45 + 0.25) / 2),
            // Sure and right: the last bin holds confidence 1.
            ([1, 0], [1, 0], 0),
            // Sure and wrong.
            ([0, 1], [1, 0], 1),
            // p = .5 is a suggestion of pay with confidence .5.
            ([1, 0], [0.5, 0.5], 0),
        ] as [([Int8], [Double], Double)]
    )
    func ece(labels: [Int8], probabilities: [Double], expected: Double) throws {
        #expect(abs(try #require(Measure.ece(labels: labels, probabilities: probabilities)) - expected) < 1e-15)
    }

    @Test("p = .5 counts as pay")
    func half() {
        #expect(Measure.accuracy(labels: [1, 0], probabilities: [0.5, 0.5]) == 0.5)
        #expect(Measure.accuracy(labels: [1], probabilities: [0.5]) == 1)
    }

    @Test("log loss clips at 1e-6")
    func clipping() throws {
        let loss = try #require(Measure.logLoss(labels: [1, 0], probabilities: [0, 1]))
        #expect(abs(loss + log(1e-6)) < 1e-9)
    }

    @Test("all ties give an AUC of one half")
    func ties() {
        #expect(Measure.auc(labels: [1, 0, 1], probabilities: [0.3, 0.3, 0.3]) == 0.5)
    }

    @Test("figures without cases are nil")
    func empty() {
        #expect(Measure.accuracy(labels: [], probabilities: []) == nil)
        #expect(Measure.auc(labels: [], probabilities: []) == nil)
        #expect(Measure.logLoss(labels: [], probabilities: []) == nil)
        #expect(Measure.brier(labels: [], probabilities: []) == nil)
        #expect(Measure.ece(labels: [], probabilities: []) == nil)
        #expect(Measure.brier(labels: [1], probabilities: [1], weights: [0]) == nil)
    }

    @Test(
        "Wilson intervals as published",
        arguments: [
            // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
            (29, 29, 0.8830, 1),
        ]
    )
    func wilson(successes: Int, trials: Int, low: Double, high: Double) throws {
        let interval = try #require(Interval(wilson: successes, of: trials))
        #expect(abs(interval.low - low) < 5e-5)
        #expect(abs(interval.high - high) < 5e-5)
    }

    @Test("no trials, no interval")
    func noTrials() {
        #expect(Interval(wilson: 0, of: 0) == nil)
    }
}
