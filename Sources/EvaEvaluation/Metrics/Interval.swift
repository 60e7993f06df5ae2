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
        let z = 1.959963984540054
        let n = Double(trials)
        let p = Double(successes) / n
        let centre = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = successes == 0 ? 0 : max(0, (centre - spread) / scale)
        high = successes == trials ? 1 : min(1, (centre + spread) / scale)
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
