import EvaNumerics
import Foundation

/// How a score becomes a probability.
public enum CalibrationMethod: String, Sendable, Codable, CaseIterable {
    /// The score times a factor.
    case temperature
    /// A logistic curve with slope and offset.
    case platt
    /// A rising piecewise linear curve.
    case isotonic
    /// A logistic curve whose slope may differ for high and low scores.
    case beta
}

/// A map from score (log-odds) to probability that never falls as the score rises.
///
/// **Formula**: `temperature`: σ(a·s), a ≥ 0. `platt`: σ(a·s + c), a ≥ 0. `beta`: σ(a·ln p − b·ln(1−p) + c) with p = σ(s), a, b ≥ 0. `isotonic`: linear
/// between the centres of the blocks of isotonic regression, constant beyond the outer centres.
///
/// **Units/ranges**: probabilities lie in 1e-6...1 − 1e-6, so that a log loss is finite.
///
/// **Missing and edge values**: −∞ and ∞ are the ends of the curve; NaN has probability ½.
public struct Calibrator: Sendable, Equatable {
    /// Smallest probability; the largest is 1 minus this.
    public static let leastProbability = 1e-6

    /// Shape of the curve with its parameters.
    enum Curve: Sendable, Equatable {
        case platt(slope: Double, offset: Double)
        case isotonic(scores: [Double], probabilities: [Double])
        case beta(high: Double, low: Double, offset: Double)
    }

    let curve: Curve

    init(curve: Curve) {
        self.curve = curve
    }

    /// The map for scores that are log-odds already: Platt's curve with slope 1 and offset 0.
    public static let identity = Calibrator(curve: .platt(slope: 1, offset: 0))

    /// The method that made the map.
    public var method: CalibrationMethod {
        switch curve {
        case .platt(_, let offset): offset == 0 ? .temperature : .platt
        case .isotonic: .isotonic
        case .beta: .beta
        }
    }

    /// Calibrated probability of pay.
    public func probability(_ score: Double) -> Double {
        let least = Self.leastProbability
        let bounded = min(max(score, -1e6), 1e6)
        guard !score.isNaN else { return 0.5 }
        let probability =
            switch curve {
            case .platt(let slope, let offset): StableMath.sigmoid(slope * bounded + offset)
            case .beta(let high, let low, let offset):
                StableMath.sigmoid(
                    high * BetaCalibration.logPay(bounded) + low * BetaCalibration.logDeny(bounded) + offset
                )
            case .isotonic(let scores, let probabilities):
                Self.interpolated(bounded, scores, probabilities)
            }
        return min(max(probability, least), 1 - least)
    }

    private static func interpolated(_ score: Double, _ scores: [Double], _ probabilities: [Double]) -> Double {
        var (low, high) = (0, scores.count)
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] <= score { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return probabilities[0] }
        guard low < scores.count else { return probabilities[scores.count - 1] }
        let share = (score - scores[low - 1]) / (scores[low] - scores[low - 1])
        let (left, right) = (probabilities[low - 1], probabilities[low])
        return min(left + (right - left) * share, right)
    }
}

/// The two columns of beta calibration; both rise with the score.
enum BetaCalibration {
    /// ln p of p = σ(score).
    static func logPay(_ score: Double) -> Double { -StableMath.softplus(-score) }

    /// −ln(1−p) of p = σ(score).
    static func logDeny(_ score: Double) -> Double { StableMath.softplus(score) }
}
