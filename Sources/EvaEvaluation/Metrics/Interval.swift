/// A 95 % confidence interval of a share; in JSON an array of two numbers.
public struct Interval: Sendable, Equatable {
    /// Lower end.
    public let low: Double
    /// Upper end.
    public let high: Double

    /// Creates an interval.
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Wilson's score interval of `successes` out of `trials`; `nil` without trials.
    ///
    /// **Formula**: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n) with p the share and z = 1.96.
    ///
    /// **Source**: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    public init?(wilson successes: Int, of trials: Int) {
        guard trials > 0 else { return nil }
        self.init(wilson: Double(successes) / Double(trials), of: Double(trials))
    }

    private init(wilson p: Double, of n: Double) {
        let z = Self.normalQuantile
        let centre = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = p == 0 ? 0 : max(0, (centre - spread) / scale)
        high = p == 1 ? 1 : min(1, (centre + spread) / scale)
    }

    /// 95 % point of the standard normal distribution, two-sided.
    static let normalQuantile = 1.959963984540054

    /// Interval of a share of money: Wilson's with an effective number of cases; `nil` where no weight is positive.
    ///
    /// **Formula**: with weights x, y = x where wrong and else 0, R = Σy / Σx and the variance of a ratio
    /// v = n/(n−1) Σ(y − R x)² / (Σx)², the number of cases is R(1−R)/v, but at most (Σx)²/Σx².
    ///
    /// **Shapes**: one weight a case; each finite and at least 0.
    ///
    /// **Source**: Korn & Graubard (1998), Confidence intervals for proportions with small expected number of positive
    /// counts estimated from survey data; the bound is that of Kish (1965), which also serves where nothing or all is
    /// wrong. They take the interval of Clopper and Pearson.
    init?(wrong: [Bool], weights: [Double]) {
        guard let share = Self.share(wrong: wrong, weights: weights), let largest = weights.max() else { return nil }
        // Relative to the largest no square of an absurd amount is infinite.
        let weights = weights.map { $0 / largest }
        let count = Double(weights.count)
        let sum = weights.reduce(0, +)
        let kish = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
        let residuals = zip(wrong, weights)
            .reduce(0) {
                let residual = ($1.0 ? $1.1 : 0) - share * $1.1
                return $0 + residual * residual
            }
        let variance = residuals / (sum * sum) * (count / max(1, count - 1))
        let effective = variance > 0 ? min(kish, share * (1 - share) / variance) : kish
        self.init(wilson: share, of: effective)
    }

    /// Share of the weight that is wrong; `nil` where no weight is positive.
    static func share(wrong: [Bool], weights: [Double]) -> Double? {
        guard let largest = weights.max(), largest > 0 else { return nil }
        func sum(_ counts: (Bool) -> Bool) -> Double {
            zip(wrong, weights).reduce(0) { counts($1.0) ? $0 + $1.1 / largest : $0 }
        }
        // Both sums run in the same order, so that all wrong is exactly 1.
        return sum { $0 } / sum { _ in true }
    }
}

extension Interval: Codable {
    /// Reads an array of two numbers.
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        low = try container.decode(Double.self)
        high = try container.decode(Double.self)
    }

    /// Writes an array of two numbers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(low)
        try container.encode(high)
    }
}
