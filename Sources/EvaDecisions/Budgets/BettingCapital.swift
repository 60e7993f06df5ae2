import Foundation

/// What one has made who bets, case after case, that a budget of money is kept: large when it surely is.
///
/// **Formula**: K = Σ_k ⅕ Π_i (1 + λ_k w_i (α − e_i)) with α the budget's rate, e_i 1 for a wrong suggestion and 0 for a
/// right one, w_i the case's weight in [0, 1] (its amount over the largest), λ_k = c_k / (1 − α)
/// and c_k in {.05, .1, .2, .4, .8}.
///
/// Given the order of the cases, K over its mean is a martingale; wherever the weighted share of wrong suggestions
/// expected among the first s cases is above α, that mean is at most 1. So by Ville's inequality, with probability
/// 1 − δ, every s with K ≥ 1/δ keeps the budget: all thresholds at once, without a grid or a place to begin.
///
/// **Source**: Waudby-Smith & Ramdas (2024), Estimating means of bounded random variables by betting; Angelopoulos,
/// Bates, Candès, Jordan & Lei (2021), Learn then test.
struct BettingCapital {
    private static let bets = SIMD8<Double>(0.05, 0.1, 0.2, 0.4, 0.8, 0, 0, 0)
    private static let shares = SIMD8<Double>(0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0)
    /// Capital that is not let grow: less of it proves less.
    private static let most = SIMD8<Double>(repeating: 1e200)

    private let rate: Double
    private let lambda: SIMD8<Double>
    private var capital = SIMD8<Double>(repeating: 1)

    init(rate: Double) {
        self.rate = rate
        lambda = Self.bets / (1 - rate)
    }

    mutating func bet(weight: Double, isWrong: Bool) {
        let gain = weight * (rate - (isWrong ? 1 : 0))
        capital = (capital * (1 + lambda * gain)).clamped(lowerBound: SIMD8(repeating: 0), upperBound: Self.most)
    }

    /// The capital K.
    var total: Double { (Self.shares * capital).sum() }
}

/// What the capital would come to were the probabilities right, less one standard deviation: labels are not looked at.
struct PromisedCapital {
    private static let bets = [0.05, 0.1, 0.2, 0.4, 0.8]
    private let rate: Double
    private var means = [Double](repeating: 0, count: bets.count)
    private var variances = [Double](repeating: 0, count: bets.count)

    init(rate: Double) { self.rate = rate }

    /// `doubt` is the probability that the suggestion is wrong.
    mutating func bet(weight: Double, doubt: Double) {
        for (k, bet) in Self.bets.enumerated() {
            let lambda = bet / (1 - rate)
            let (right, wrong) = (log1p(lambda * weight * rate), log1p(-lambda * weight * (1 - rate)))
            means[k] += (1 - doubt) * right + doubt * wrong
            variances[k] += doubt * (1 - doubt) * (right - wrong) * (right - wrong)
        }
    }

    /// Logarithm of the capital.
    var logTotal: Double {
        let parts = zip(means, variances).map { $0 - $1.squareRoot() }
        let most = parts.max() ?? 0
        return most + log(parts.reduce(0) { $0 + exp($1 - most) } / Double(parts.count))
    }
}
