/// One of the 15 equal-width bins of confidence on [.5, 1]: how sure the model was, and how often it was right.
public struct ReliabilityBin: Sendable, Equatable, Codable {
    /// Number of bins over [.5, 1].
    public static let binCount = 15

    /// Lower end of the bin, inclusive.
    public let low: Double
    /// Upper end of the bin, exclusive but for the last.
    public let high: Double
    /// Number of cases.
    public let cases: Int
    /// Their mean confidence.
    public let confidence: Double
    /// Share of them whose label is that of p ≥ .5.
    public let accuracy: Double
    /// Its 95 % Wilson interval.
    public let accuracyInterval: Interval

    enum CodingKeys: String, CodingKey {
        case low
        case high
        case cases
        case confidence
        case accuracy
        case accuracyInterval = "accuracy_interval"
    }

    /// The bins that hold cases, ascending.
    static func bins(labels: [Int8], probabilities: [Double]) -> [ReliabilityBin] {
        var cases = [Int](repeating: 0, count: binCount)
        var right = cases
        var confidence = [Double](repeating: 0, count: binCount)
        for (label, p) in zip(labels, probabilities) {
            let sure = max(p, 1 - p)
            let bin = min(binCount - 1, Int((sure - 0.5) * 2 * Double(binCount)))
            cases[bin] += 1
            right[bin] += (p >= 0.5) == (label == 1) ? 1 : 0
            confidence[bin] += sure
        }
        return (0..<binCount)
            .compactMap { bin in
                guard let interval = Interval(wilson: right[bin], of: cases[bin]) else { return nil }
                return ReliabilityBin(
                    low: 0.5 + Double(bin) / Double(2 * binCount),
                    high: 0.5 + Double(bin + 1) / Double(2 * binCount),
                    cases: cases[bin],
                    confidence: confidence[bin] / Double(cases[bin]),
                    accuracy: Double(right[bin]) / Double(cases[bin]),
                    accuracyInterval: interval
                )
            }
    }
}
