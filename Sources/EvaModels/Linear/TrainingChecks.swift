/// What every fit on labels demands of its labels and weights.
enum TrainingChecks {
    /// Weight of each row over the sum of weights.
    ///
    /// **Throws**: `ModelError` when counts differ, a label is neither 0 nor 1, a weight is negative or not finite, no
    /// row counts, or all that count have one label.
    static func shares(rows: Int, labels: [Int8], weights: [Double]?) throws(ModelError) -> [Double] {
        guard labels.count == rows, weights.map(\.count) ?? rows == rows else {
            throw ModelError(
                code: .badShape,
                message: "\(rows) rows, \(labels.count) labels, \(weights.map(\.count) ?? rows) weights",
                cure: "give one label and one weight a row"
            )
        }
        guard labels.allSatisfy({ $0 == 0 || $0 == 1 }) else {
            throw ModelError(
                code: .badValue,
                message: "a label is neither 0 nor 1",
                cure: "train on labelled cases only"
            )
        }
        var shares = weights ?? [Double](repeating: 1, count: rows)
        guard shares.allSatisfy({ $0 >= 0 && $0 <= 1e100 }) else {
            throw ModelError(
                code: .badWeights,
                message: "a weight is negative, not a number or above 1e100",
                cure: "give finite weights from 0 up"
            )
        }
        var counted = (pay: false, deny: false)
        var sum = 0.0
        for (share, label) in zip(shares, labels) where share > 0 {
            sum += share
            if label == 1 { counted.pay = true } else { counted.deny = true }
        }
        guard counted.pay || counted.deny else {
            throw ModelError(
                code: .emptyTraining,
                message: "there is no row with a weight above 0",
                cure: "train on at least one case of each label"
            )
        }
        guard counted.pay && counted.deny else {
            throw ModelError(
                code: .oneClass,
                message: "all labels are \(counted.pay ? "pay" : "deny")",
                cure: "train on cases of both labels"
            )
        }
        for row in shares.indices { shares[row] /= sum }
        return shares
    }
}
