import EvaNumerics
import Foundation

/// The calibration method that was best on later cases, fitted on all, with what the others had reached.
public struct CalibrationChoice: Sendable, Equatable {
    /// The log loss of a method on blocks of cases later than those it was fitted on.
    public struct Trial: Sendable, Equatable {
        /// The method.
        public let method: CalibrationMethod
        /// Mean log loss over all judged cases.
        public let logLoss: Double
    }

    /// The best method, fitted on all blocks.
    public let calibrator: Calibrator
    /// One trial a method; empty when no block could be judged, and then the choice is `platt`.
    public let trials: [Trial]
    /// Log loss of the scores as they are on the same cases; `nil` when no block could be judged.
    public let rawLogLoss: Double?
    /// Number of cases judged.
    public let judgedCases: Int

    /// Chooses forward in time: each block from the second is judged by maps fitted on all blocks before it.
    ///
    /// **Shapes**: `blocks`: ascending row ranges without overlap, in time order.
    ///
    /// **Weights** count in fitting only: all cases are judged alike.
    ///
    /// **Missing and edge values**: a block is passed over when the blocks before it have one class or no weight. Of equal
    /// methods the first of `CalibrationMethod.allCases` wins.
    ///
    /// **Throws**: `ModelError` as `Calibrator.fit` does for all blocks together, and for blocks out of order.
    public static func forward(
        scores: [Double],
        labels: [Int8],
        blocks: [Range<Int>],
        weights: [Double]? = nil
    ) throws(ModelError) -> CalibrationChoice {
        var end = 0
        for block in blocks {
            guard block.lowerBound >= end, block.upperBound <= scores.count else {
                throw ModelError(
                    code: .badShape,
                    message: "rows \(block) do not follow row \(end) within \(scores.count) scores",
                    cure: "give ascending blocks of the scores"
                )
            }
            end = block.upperBound
        }
        guard labels.count == scores.count, weights.map(\.count) ?? scores.count == scores.count else {
            throw ModelError(
                code: .badShape,
                message: "\(scores.count) scores, \(labels.count) labels",
                cure: "give one label and one weight a score"
            )
        }
        func fit(_ method: CalibrationMethod, _ rows: [Int]) throws(ModelError) -> Calibrator {
            try Calibrator.fit(
                method,
                scores: rows.map { scores[$0] },
                labels: rows.map { labels[$0] },
                weights: weights.map { all in rows.map { all[$0] } }
            )
        }
        var losses = CalibrationMethod.allCases.map { (method: $0, sum: 0.0) }
        var (raw, judged) = (0.0, 0)
        var past: [Int] = []
        for block in blocks {
            defer { past.append(contentsOf: block) }
            let maps: [Calibrator]
            do throws(ModelError) {
                maps = try fitAll(past, fit)
            } catch  where error.code == .oneClass || error.code == .emptyTraining {
                continue
            }
            for row in block {
                let isPay = labels[row] == 1
                judged += 1
                raw += loss(StableMath.sigmoid(scores[row]), isPay)
                for (index, map) in maps.enumerated() {
                    losses[index].sum += loss(map.probability(scores[row]), isPay)
                }
            }
        }
        let trials = judged == 0 ? [] : losses.map { Trial(method: $0.method, logLoss: $0.sum / Double(judged)) }
        var best = Trial(method: .platt, logLoss: .infinity)
        for trial in trials where trial.logLoss < best.logLoss { best = trial }
        return CalibrationChoice(
            calibrator: try fit(best.method, past),
            trials: trials,
            rawLogLoss: judged == 0 ? nil : raw / Double(judged),
            judgedCases: judged
        )
    }

    private static func fitAll(
        _ rows: [Int],
        _ fit: (CalibrationMethod, [Int]) throws(ModelError) -> Calibrator
    ) throws(ModelError) -> [Calibrator] {
        var maps: [Calibrator] = []
        for method in CalibrationMethod.allCases { maps.append(try fit(method, rows)) }
        return maps
    }

    private static func loss(_ probability: Double, _ isPay: Bool) -> Double {
        let least = Calibrator.leastProbability
        let clipped = min(max(probability, least), 1 - least)
        return -log(isPay ? clipped : 1 - clipped)
    }
}
