/// Log loss of each judged case under one candidate, so that candidates are compared case by case.
package struct CaseLosses: Sendable {
    package private(set) var losses: [Double] = []

    /// Mean loss; infinite without cases.
    package var mean: Double {
        losses.isEmpty ? .infinity : losses.reduce(0, +) / Double(losses.count)
    }

    package init() {}

    package mutating func append(_ loss: Double) {
        losses.append(loss)
    }

    /// Whether the mean is no further above the other's than its standard error, from the differences case by case.
    ///
    /// **Source**: the one-standard-error rule, Breiman et al. (1984), Classification and regression trees, 3.4.3.
    package func isAsGood(as other: CaseLosses) -> Bool {
        let differences = zip(losses, other.losses).map(-)
        guard differences.count > 1 else { return mean <= other.mean }
        let mean = differences.reduce(0, +) / Double(differences.count)
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1)
        return mean <= (variance / Double(differences.count)).squareRoot()
    }

    /// Position of the first candidate that is as good as the best: where they are tied, order decides.
    package static func choose(_ candidates: [CaseLosses]) -> Int? {
        guard let best = candidates.indices.min(by: { candidates[$0].mean < candidates[$1].mean }) else { return nil }
        return candidates.firstIndex { $0.isAsGood(as: candidates[best]) }
    }
}
