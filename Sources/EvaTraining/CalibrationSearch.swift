import EvaCorpus
import EvaModels
import Foundation

/// A method of calibration and how fast the past fades for it, chosen forward in time.
struct CalibrationSearch {
    let method: CalibrationMethod
    let recency: Recency
    /// Log loss of the blocks after the first, each calibrated by what was fitted on the blocks before it; infinite
    /// when there is one block only.
    let loss: Double

    private static let halfLives: [Double?] = [nil, 730, 365, 180]

    /// Log loss that fading must save, so that noise does not choose it.
    private static let margin = 1e-4

    /// Chooses by log loss over `blocks`; with one block only, Platt's method without fading.
    static func choose(
        scores: [Double],
        labels: [Int8],
        times: [CaseTime],
        blocks: [Range<Int>]
    ) throws -> CalibrationSearch {
        var best = CalibrationSearch(method: .platt, recency: Recency(), loss: .infinity)
        guard blocks.count > 1, let end = blocks.last?.upperBound else { return best }
        for halfLife in halfLives {
            let recency = Recency(halfLifeDays: halfLife)
            let choice = try CalibrationChoice.forward(
                scores: Array(scores[..<end]),
                labels: Array(labels[..<end]),
                blocks: blocks,
                weights: recency.weights(times, rows: 0..<end).map(Double.init)
            )
            for trial in choice.trials where trial.logLoss < best.loss - margin {
                best = CalibrationSearch(method: trial.method, recency: recency, loss: trial.logLoss)
            }
        }
        return best
    }

    /// What each case of the blocks after the first loses, calibrated by what was fitted on the blocks before it.
    func losses(_ scores: [Double], _ labels: [Int8], _ times: [CaseTime], blocks: [Range<Int>]) throws -> CaseLosses {
        var losses = CaseLosses()
        for block in blocks.dropFirst() {
            let calibrator = try fit(scores, labels, times, rows: blocks[0].lowerBound..<block.lowerBound)
            for row in block {
                let probability = calibrator.probability(scores[row])
                losses.append(-log(labels[row] == 1 ? probability : 1 - probability))
            }
        }
        return losses
    }

    /// The chosen map, fitted on rows.
    func fit(_ scores: [Double], _ labels: [Int8], _ times: [CaseTime], rows: Range<Int>) throws -> Calibrator {
        try Calibrator.fit(
            method,
            scores: Array(scores[rows]),
            labels: Array(labels[rows]),
            weights: recency.weights(times, rows: rows).map(Double.init)
        )
    }
}
