/// How far suggested amounts are from what was paid, on paid cases whose claimed and paid amounts are known.
public struct AmountErrors: Sendable, Equatable, Codable {
    /// Number of cases.
    public let cases: Int
    /// Mean absolute difference between the suggested and the paid amount.
    public let meanAbsoluteError: Double
    /// The same had the amount claimed been paid.
    public let claimError: Double
    /// The same had the claim times the training cases' median of paid by claimed been paid.
    public let medianRatioError: Double
    /// Share of cases whose paid amount lies in the interval, which is made to hold 80 %.
    public let intervalCoverage: Double
    /// Mean width of the interval.
    public let meanIntervalWidth: Double

    private enum CodingKeys: String, CodingKey {
        case cases
        case meanAbsoluteError = "mean_absolute_error"
        case claimError = "claim_error"
        case medianRatioError = "median_ratio_error"
        case intervalCoverage = "interval_coverage"
        case meanIntervalWidth = "mean_interval_width"
    }

    /// What is known of one case.
    public struct Case: Sendable {
        let claimed: Double
        let paid: Double
        let suggested: Double
        let lowest: Double
        let highest: Double

        /// A paid case with finite amounts.
        public init(claimed: Double, paid: Double, suggested: Double, lowest: Double, highest: Double) {
            self.claimed = claimed
            self.paid = paid
            self.suggested = suggested
            self.lowest = lowest
            self.highest = highest
        }
    }

    /// Sums up the cases; `nil` when there is none.
    ///
    /// `medianRatio` is that of the training cases.
    public init?(_ cases: [Case], medianRatio: Double) {
        guard !cases.isEmpty else { return nil }
        func mean(_ value: (Case) -> Double) -> Double {
            // Absurd amounts must not add up to infinity, which JSON cannot hold.
            cases.reduce(0) { min($0 + value($1) / Double(cases.count), .greatestFiniteMagnitude) }
        }
        self.cases = cases.count
        meanAbsoluteError = mean { abs($0.suggested - $0.paid) }
        claimError = mean { abs($0.claimed - $0.paid) }
        medianRatioError = mean { abs(medianRatio * $0.claimed - $0.paid) }
        intervalCoverage = Double(cases.count { $0.lowest <= $0.paid && $0.paid <= $0.highest }) / Double(cases.count)
        meanIntervalWidth = mean { $0.highest - $0.lowest }
    }

    /// The figures in words, for the notes of a report.
    public func sentence(currency: String?) -> String {
        func money(_ value: Double) -> String { Format.money(value, currency) }
        return
            "Suggested amounts are off by \(money(meanAbsoluteError)) on average over \(Format.count(cases)) paid cases; paying what "
            + "is claimed by \(money(claimError)), the training cases' median ratio by \(money(medianRatioError)). The "
            + "80 % interval holds \(Format.percent(intervalCoverage)) of what was paid."
    }
}
