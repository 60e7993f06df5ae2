import EvaCorpus
import EvaModels
import Foundation

/// A method of calibration and how fast the past fades for it, chosen forward in time.
struct CalibrationSearch {
    /// `nil`: the scores are log-odds as they are, and a map fitted to the past would only carry its errors on.
    let method: CalibrationMethod?
    let recency: Recency

    /// What each case of the blocks after the first loses, calibrated by what was fitted on the blocks before it.
    let losses: CaseLosses

    private static let halfLives: [Double?] = [nil, 730, 365, 180]

    /// Chooses by log loss over `blocks`; with one block only, Platt's method without fading.
    static func choose(
        scores: [Double],
        labels: [Int8],
        times: [CaseTime],
        blocks: [Range<Int>]
    ) throws -> CalibrationSearch {
        guard blocks.count > 1 else {
            return CalibrationSearch(method: .platt, recency: Recency(), losses: CaseLosses())
        }
        var tried: [CalibrationSearch] = []
        for method in [nil] + CalibrationMethod.allCases.map(Optional.some) {
            for halfLife in method == nil ? [nil] : halfLives {
                let recency = Recency(halfLifeDays: halfLife)
                let candidate = CalibrationSearch(method: method, recency: recency, losses: CaseLosses())
                let losses = try candidate.losses(scores, labels, times, blocks: blocks)
                tried.append(CalibrationSearch(method: method, recency: recency, losses: losses))
            }
        }
        return tried[CaseLosses.choose(tried.map(\.losses)) ?? 0]
    }

    private func losses(
        _ scores: [Double],
        _ labels: [Int8],
        _ times: [CaseTime],
        blocks: [Range<Int>]
    ) throws -> CaseLosses {
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
        guard let method else { return .identity }
        return try Calibrator.fit(
            method,
            scores: Array(scores[rows]),
            labels: Array(labels[rows]),
            weights: recency.weights(times, rows: rows).map(Double.init)
        )
    }

    /// For people.
    var name: String {
        method.map { "\($0.rawValue), half-life \(recency.name)" } ?? "none needed: the scores are calibrated as they are"
    }
}
