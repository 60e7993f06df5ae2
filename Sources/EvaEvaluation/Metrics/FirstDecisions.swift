/// Agents' decisions before re-review, against the label, beside Eva on the same cases.
public struct FirstDecisions: Sendable, Equatable, Codable {
    /// Cases whose first decision is known.
    public let cases: Int
    /// Share of them whose first decision is the label.
    public let accuracy: Double
    /// Its 95 % Wilson interval.
    public let accuracyInterval: Interval
    /// Share of them whose label is that of p ≥ .5.
    public let evaAccuracy: Double
    /// Its 95 % Wilson interval.
    public let evaAccuracyInterval: Interval

    enum CodingKeys: String, CodingKey {
        case cases
        case accuracy
        case accuracyInterval = "accuracy_interval"
        case evaAccuracy = "eva_accuracy"
        case evaAccuracyInterval = "eva_accuracy_interval"
    }

    /// Compares both; `nil` when no first decision is known.
    init?(_ cases: ScoredCases) {
        guard let decisions = cases.firstDecisions else { return nil }
        let known = decisions.indices.filter { decisions[$0] >= 0 }
        let right = known.count { decisions[$0] == cases.labels[$0] }
        let evaRight = known.count { (cases.probabilities[$0] >= 0.5) == (cases.labels[$0] == 1) }
        guard let interval = Interval(wilson: right, of: known.count),
            let evaInterval = Interval(wilson: evaRight, of: known.count)
        else { return nil }
        self.cases = known.count
        accuracy = Double(right) / Double(known.count)
        accuracyInterval = interval
        evaAccuracy = Double(evaRight) / Double(known.count)
        evaAccuracyInterval = evaInterval
    }
}
