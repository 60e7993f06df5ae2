/// Log loss of each judged case under one candidate, so that candidates are compared case by case.
package struct CaseLosses: Sendable {
    package private(set) var losses: [Double] = []
    private var blocks: [Int] = []

    /// Mean loss; infinite without cases.
    package var mean: Double {
        losses.isEmpty ? .infinity : losses.reduce(0, +) / Double(losses.count)
    }

    package init() {}

    /// Adds a case's loss; `block` is the stretch of time that the case is of.
    package mutating func append(_ loss: Double, block: Int) {
        losses.append(loss)
        blocks.append(block)
    }

    /// Whether the mean is no further above the other's than its standard error, from the differences case by case.
    ///
    /// Cases of one time share what is special about it, so the error is also taken from the differences of whole
    /// blocks, and the larger of the two counts.
    ///
    /// **Source**: the one-standard-error rule, Breiman et al. (1984), Classification and regression trees, 3.4.3; for
    /// blocks the cluster-robust error of a mean, Liang & Zeger (1986), Longitudinal data analysis using generalized
    /// linear models.
    package func isAsGood(as other: CaseLosses) -> Bool {
        let differences = zip(losses, other.losses).map(-)
        guard differences.count > 1 else { return mean <= other.mean }
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        var squares = 0.0
        var sums = [Double](repeating: 0, count: (blocks.max() ?? 0) + 1)
        var isUsed = [Bool](repeating: false, count: sums.count)
        for (difference, block) in zip(differences, blocks) {
            squares += (difference - mean) * (difference - mean)
            sums[block] += difference - mean
            isUsed[block] = true
        }
        let byCase = squares / (count - 1) / count
        let used = Double(isUsed.count { $0 })
        let byBlock = used > 1 ? sums.reduce(0) { $0 + $1 * $1 } / (count * count) * used / (used - 1) : 0
        return mean <= max(byCase, byBlock).squareRoot()
    }

    /// Position of the first candidate that is as good as the best: where they are tied, order decides.
    package static func choose(_ candidates: [CaseLosses]) -> Int? {
        guard let best = candidates.indices.min(by: { candidates[$0].mean < candidates[$1].mean }) else { return nil }
        return candidates.firstIndex { $0.isAsGood(as: candidates[best]) }
    }
}
