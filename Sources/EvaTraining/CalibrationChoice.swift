import EvaCorpus
import EvaModels
import EvaNumerics

/// A method of calibration and how fast the past fades for it, chosen forward in time.
struct CalibrationChoice {
    let method: CalibrationMethod
    let recency: Recency
    /// Log loss of the blocks after the first, each calibrated by what was fitted on the blocks before it.
    let loss: Double

    private static let halfLives: [Double?] = [nil, 730, 365, 180]

    /// Chooses by log loss over `blocks`; with one block only, Platt's method without fading.
    static func choose(
        scores: [Double],
        labels: [Int8],
        times: [CaseTime],
        blocks: [Range<Int>]
    ) throws -> CalibrationChoice {
        var best = CalibrationChoice(method: .platt, recency: Recency(), loss: .infinity)
        guard blocks.count > 1 else { return best }
        for halfLife in halfLives {
            for method in CalibrationMethod.allCases {
                let choice = CalibrationChoice(
                    method: method,
                    recency: Recency(halfLifeDays: halfLife),
                    loss: .infinity
                )
                var sum = 0.0
                var cases = 0
                for block in blocks.dropFirst() {
                    let calibrator = try choice.fit(
                        scores,
                        labels,
                        times,
                        rows: blocks[0].lowerBound..<block.lowerBound
                    )
                    for row in block {
                        let probability = calibrator.probability(scores[row])
                        sum -= (labels[row] == 1 ? probability : 1 - probability).logarithm
                    }
                    cases += block.count
                }
                let loss = sum / Double(max(1, cases))
                if loss < best.loss - 1e-5 {
                    best = CalibrationChoice(method: method, recency: choice.recency, loss: loss)
                }
            }
        }
        return best
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
