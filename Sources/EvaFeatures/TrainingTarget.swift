/// Labels and weights of the rows that a featurizer is fitted on, with the fold of each row.
///
/// A statistic of the label that a training row sees comes from the other folds, so that no row sees its own label.
package struct TrainingTarget: Sendable {
    /// 1 pay, 0 deny.
    package let labels: [Int8]
    /// Positive weights.
    package let weights: [Float]
    /// Log-odds of pay that each row had for its time alone.
    package let offsets: [Double]
    /// Number of folds.
    package let folds: Int
    /// Weighted share of pay.
    package let baseRate: Double

    package init(labels: [Int8], weights: [Float], offsets: [Double], folds: Int) {
        self.labels = labels
        self.weights = weights
        self.offsets = offsets
        self.folds = folds
        var pay = 0.0
        var total = 0.0
        for (label, weight) in zip(labels, weights) {
            total += Double(weight)
            if label == 1 { pay += Double(weight) }
        }
        baseRate = total > 0 ? pay / total : 0.5
    }

    /// Fold of a row: neighbours in time fall into different folds, so that each fold spans the whole past.
    package func fold(of row: Int) -> Int { row % folds }

    /// Whether the rows of the other folds have both labels.
    package func hasBothLabels(leavingOut fold: Int) -> Bool {
        let others = labels.indices.lazy.filter { self.fold(of: $0) != fold }
        return others.contains { labels[$0] == 0 } && others.contains { labels[$0] == 1 }
    }
}
