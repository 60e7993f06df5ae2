import Foundation

/// Single figures of probabilities against labels, for those who need no full `Metrics`.
///
/// **Shapes**: `labels`, `probabilities` and `weights` hold one value a case; without weights every case counts 1.
///
/// **Missing and edge values**: without cases, or with a weight sum of 0, every figure is `nil`.
public enum Measure {
    /// Share of cases whose label is that of p ≥ .5.
    public static func accuracy(labels: [Int8], probabilities: [Double], weights: [Double]? = nil) -> Double? {
        mean(labels, probabilities, weights) { isPay, p in (p >= 0.5) == isPay ? 1 : 0 }
    }

    /// Area under the ROC curve: the probability that a pay is ranked above a deny, ties counting one half.
    ///
    /// **Missing and edge values**: `nil` when one of the classes has no weight.
    ///
    /// **Complexity**: O(n log n).
    public static func auc(labels: [Int8], probabilities: [Double], weights: [Double]? = nil) -> Double? {
        check(labels, probabilities, weights)
        let order = labels.indices.sorted { probabilities[$0] < probabilities[$1] }
        var area = 0.0
        var denies = 0.0
        var pays = 0.0
        var start = 0
        while start < order.count {
            var tiedDenies = 0.0
            var tiedPays = 0.0
            var end = start
            while end < order.count, probabilities[order[end]] == probabilities[order[start]] {
                let weight = weights?[order[end]] ?? 1
                if labels[order[end]] == 1 { tiedPays += weight } else { tiedDenies += weight }
                end += 1
            }
            area += tiedPays * (denies + tiedDenies / 2)
            denies += tiedDenies
            pays += tiedPays
            start = end
        }
        guard pays > 0, denies > 0 else { return nil }
        return area / (pays * denies)
    }

    /// Mean negative log-likelihood of the labels, probabilities clipped to [1e-6, 1 − 1e-6].
    public static func logLoss(labels: [Int8], probabilities: [Double], weights: [Double]? = nil) -> Double? {
        mean(labels, probabilities, weights) { isPay, p in
            let clipped = min(max(p, 1e-6), 1 - 1e-6)
            return isPay ? -log(clipped) : -log1p(-clipped)
        }
    }

    /// Mean squared difference of probability and label.
    ///
    /// **Source**: Brier (1950), Verification of forecasts expressed in terms of probability.
    public static func brier(labels: [Int8], probabilities: [Double], weights: [Double]? = nil) -> Double? {
        mean(labels, probabilities, weights) { isPay, p in
            let difference = (isPay ? 1 : 0) - p
            return difference * difference
        }
    }

    /// Expected calibration error: the mean distance of confidence and accuracy over 15 equal-width bins of confidence
    /// on [.5, 1], weighted by the bins' cases.
    ///
    /// **Source**: Guo et al. (2017), On calibration of modern neural networks, equation 3; their bins cover [0, 1].
    public static func ece(labels: [Int8], probabilities: [Double]) -> Double? {
        check(labels, probabilities, nil)
        guard !labels.isEmpty else { return nil }
        let bins = ReliabilityBin.bins(labels: labels, probabilities: probabilities)
        return bins.reduce(0) { $0 + Double($1.cases) * abs($1.accuracy - $1.confidence) } / Double(labels.count)
    }

    /// Area under the risk–coverage curve: the share of wrong answers at p ≥ .5 among the k surest cases, averaged over k.
    ///
    /// k runs from 1 to the number of cases; those of equal confidence count as in random order.
    ///
    /// **Units/ranges**: 0 when nothing is wrong; the error rate when confidence says nothing.
    ///
    /// **Complexity**: O(n log n).
    ///
    /// **Source**: Geifman, Uziel & El-Yaniv (2019), Bias-reduced uncertainty estimation for deep neural classifiers.
    public static func aurc(labels: [Int8], probabilities: [Double]) -> Double? {
        check(labels, probabilities, nil)
        guard !labels.isEmpty else { return nil }
        var area = 0.0
        var decided = 0
        var wrong = 0
        Curves.descend(probabilities.map { max($0, 1 - $0) }) { group, _ in
            let tied = group.count { (probabilities[$0] >= 0.5) != (labels[$0] == 1) }
            let share = Double(tied) / Double(group.count)
            for step in 1...group.count { area += (Double(wrong) + share * Double(step)) / Double(decided + step) }
            decided += group.count
            wrong += tied
        }
        return area / Double(labels.count)
    }

    private static func mean(
        _ labels: [Int8],
        _ probabilities: [Double],
        _ weights: [Double]?,
        _ loss: (_ isPay: Bool, _ probability: Double) -> Double
    ) -> Double? {
        check(labels, probabilities, weights)
        var sum = 0.0
        var total = 0.0
        for index in labels.indices {
            let weight = weights?[index] ?? 1
            sum += weight * loss(labels[index] == 1, probabilities[index])
            total += weight
        }
        return total > 0 ? sum / total : nil
    }

    private static func check(_ labels: [Int8], _ probabilities: [Double], _ weights: [Double]?) {
        precondition(probabilities.count == labels.count, "one probability a label")
        precondition(weights.map { $0.count == labels.count } ?? true, "one weight a label")
    }
}
