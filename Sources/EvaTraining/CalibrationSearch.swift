import EvaCorpus
import EvaModels
import Foundation

/// A method of calibration and how fast the past fades for it, chosen forward in time.
struct CalibrationSearch {
    /// `nil`: the scores are log-odds as they are, and a map fitted to the past would only carry its errors on.
    let method: CalibrationMethod?
    let recency: Recency

    /// What each choosing case loses under each fit before it but the first, calibrated by what was fitted on the
    /// blocks before the fit.
    let losses: CaseLosses

    private static let halfLives: [Double?] = [nil, 730, 365, 180]

    /// Chooses by log loss on the choosing blocks; with one of them only, Platt's method without fading.
    static func choose(_ forward: ForwardScores, blend: Blend, times: [CaseTime]) throws -> CalibrationSearch {
        guard forward.blocks.count > 2 else {
            return CalibrationSearch(method: .platt, recency: Recency(halfLifeDays: 730), losses: CaseLosses())
        }
        var tried: [CalibrationSearch] = []
        for method in [nil] + CalibrationMethod.allCases.map(Optional.some) {
            for halfLife in method == nil ? [nil] : halfLives {
                let recency = Recency(halfLifeDays: halfLife)
                let candidate = CalibrationSearch(method: method, recency: recency, losses: CaseLosses())
                let losses = try candidate.losses(forward, blend, times)
                tried.append(CalibrationSearch(method: method, recency: recency, losses: losses))
            }
        }
        return tried[CaseLosses.choose(tried.map(\.losses)) ?? 0]
    }

    private func losses(_ forward: ForwardScores, _ blend: Blend, _ times: [CaseTime]) throws -> CaseLosses {
        let next = forward.next(by: blend)
        var losses = CaseLosses()
        for fit in forward.fits.dropFirst().dropLast() {
            let calibrator = try self.fit(next, forward.labels, times, rows: 0..<fit.later.lowerBound)
            for (score, row) in zip(fit.scores(by: blend), fit.later) {
                let probability = calibrator.probability(score)
                let loss = -log(forward.labels[row] == 1 ? probability : 1 - probability)
                losses.append(loss, block: forward.block(of: row))
            }
        }
        return losses
    }

    /// The chosen map, fitted on rows; the scores as they are where these have one label only, as few cases of a rare one
    /// do.
    func fit(_ scores: [Double], _ labels: [Int8], _ times: [CaseTime], rows: Range<Int>) throws -> Calibrator {
        let labels = Array(labels[rows])
        guard let method, labels.contains(0), labels.contains(1) else { return .identity }
        return try Calibrator.fit(
            method,
            scores: Array(scores[rows]),
            labels: labels,
            weights: recency.weights(times, rows: rows).map(Double.init)
        )
    }

    /// For people.
    var name: String {
        method.map { "\($0.rawValue), half-life \(recency.name)" }
            ?? "none needed: the scores are calibrated as they are"
    }
}
