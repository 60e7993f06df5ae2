/// What the charts of a report are drawn from; each curve has at most `maximumPoints` points.
public struct Curves: Sendable, Equatable, Codable {
    /// Most points that a curve keeps; its first and last point always stay.
    public static let maximumPoints = 200

    /// A point of the ROC curve: what paying every case with a probability of at least `threshold` would do.
    public struct ROCPoint: Sendable, Equatable, Codable {
        /// Least probability that is paid; `nil` at the curve's start, where nothing is.
        public let threshold: Double?
        /// Share of the denies that would be paid.
        public let falsePositiveRate: Double
        /// Share of the pays that would be paid.
        public let truePositiveRate: Double

        enum CodingKeys: String, CodingKey {
            case threshold
            case falsePositiveRate = "false_positive_rate"
            case truePositiveRate = "true_positive_rate"
        }

        /// Writes `null` for the threshold at the curve's start, so that the key is always there.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(threshold, forKey: .threshold)
            try container.encode(falsePositiveRate, forKey: .falsePositiveRate)
            try container.encode(truePositiveRate, forKey: .truePositiveRate)
        }
    }

    /// A point of the risk–coverage curve: what deciding only cases with a confidence of at least this would do.
    public struct RiskPoint: Sendable, Equatable, Codable {
        /// Least confidence that is decided.
        public let confidence: Double
        /// Share of cases decided.
        public let coverage: Double
        /// Share of the decided whose label is not that of p ≥ .5.
        public let risk: Double
    }

    /// ROC curve from (0, 0) to (1, 1); empty when all labels are the same.
    public let roc: [ROCPoint]
    /// Reliability by bins of confidence; bins without cases are left out.
    public let reliability: [ReliabilityBin]
    /// Risk–coverage curve, from the surest cases to all.
    public let riskCoverage: [RiskPoint]

    enum CodingKeys: String, CodingKey {
        case roc
        case reliability
        case riskCoverage = "risk_coverage"
    }

    /// Draws the curves of the cases; cases with equal probability or confidence enter a curve together.
    public init(_ cases: ScoredCases) {
        roc = Self.roc(cases)
        reliability = ReliabilityBin.bins(labels: cases.labels, probabilities: cases.probabilities)
        riskCoverage = Self.riskCoverage(cases)
    }

    private static func roc(_ cases: ScoredCases) -> [ROCPoint] {
        let pays = cases.labels.count { $0 == 1 }
        let denies = cases.count - pays
        guard pays > 0, denies > 0 else { return [] }
        var points = [ROCPoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)]
        var paid = 0
        var wronglyPaid = 0
        descend(cases.probabilities) { group, probability in
            for index in group {
                if cases.labels[index] == 1 { paid += 1 } else { wronglyPaid += 1 }
            }
            points.append(
                ROCPoint(
                    threshold: probability,
                    falsePositiveRate: Double(wronglyPaid) / Double(denies),
                    truePositiveRate: Double(paid) / Double(pays)
                )
            )
        }
        return thinned(points)
    }

    private static func riskCoverage(_ cases: ScoredCases) -> [RiskPoint] {
        var points: [RiskPoint] = []
        var decided = 0
        var wrong = 0
        descend(cases.probabilities.map { max($0, 1 - $0) }) { group, confidence in
            decided += group.count
            wrong += group.count { (cases.probabilities[$0] >= 0.5) != (cases.labels[$0] == 1) }
            points.append(
                RiskPoint(
                    confidence: confidence,
                    coverage: Double(decided) / Double(cases.count),
                    risk: Double(wrong) / Double(decided)
                )
            )
        }
        return thinned(points)
    }

    /// Calls `body` with the positions of each distinct value, from the highest value down.
    static func descend(_ values: [Double], _ body: (_ group: ArraySlice<Int>, _ value: Double) -> Void) {
        let order = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
        var start = 0
        while start < order.count {
            let value = values[order[start]]
            let end = order[start...].firstIndex { values[$0] != value } ?? order.count
            body(order[start..<end], value)
            start = end
        }
    }

    private static func thinned<Point>(_ points: [Point]) -> [Point] {
        guard points.count > maximumPoints else { return points }
        return (0..<maximumPoints).map { points[$0 * (points.count - 1) / (maximumPoints - 1)] }
    }
}
