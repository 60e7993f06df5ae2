import EvaNumerics

/// Labels and weights of a training or validation set.
struct TrainingInput {
    /// Beyond these, sums of weights leave the range of Float.
    private static let weightRange: ClosedRange<Float> = 1e-30...1e30

    let labels: [Int8]
    let weights: [Float]?
    let rows: Int

    /// Log-odds of the weighted base rate.
    var baseScore: Double {
        var pay = 0.0
        var deny = 0.0
        for row in 0..<rows {
            let weight = Double(weights?[row] ?? 1)
            if labels[row] == 1 { pay += weight } else { deny += weight }
        }
        return StableMath.logit(pay / (pay + deny))
    }

    func validate(offsets: [Double]?) throws(ModelError) {
        guard let offsets else { return }
        guard offsets.count == rows, offsets.allSatisfy({ abs($0) < 1e6 }) else {
            throw ModelError(
                code: .badShape,
                message: "the offsets do not fit",
                cure: "give finite log-odds, one a row"
            )
        }
    }

    func validate(needsBothClasses: Bool) throws(ModelError) {
        guard rows > 0 else {
            throw ModelError(
                code: .emptyTraining,
                message: "there are no rows",
                cure: "give at least one case of each label"
            )
        }
        guard rows <= Int(Int32.max) else {
            throw ModelError(code: .badShape, message: "\(rows) rows", cure: "at most 2,147,483,647 are possible")
        }
        guard labels.count == rows else {
            throw ModelError(
                code: .badShape,
                message: "\(labels.count) labels for \(rows) rows",
                cure: "give one a row"
            )
        }
        if let other = labels.first(where: { $0 != 0 && $0 != 1 }) {
            throw ModelError(code: .badShape, message: "label \(other)", cure: "1 for pay and 0 for deny are possible")
        }
        if let weights {
            guard weights.count == rows else {
                throw ModelError(
                    code: .badShape,
                    message: "\(weights.count) weights for \(rows) rows",
                    cure: "give one a row"
                )
            }
            if let other = weights.first(where: { !TrainingInput.weightRange.contains($0) }) {
                throw ModelError(code: .badWeights, message: "weight \(other)", cure: "1e-30 to 1e30 is possible")
            }
        }
        guard !needsBothClasses || (labels.contains(0) && labels.contains(1)) else {
            throw ModelError(
                code: .oneClass,
                message: "all labels are \(labels[0] == 1 ? "pay" : "deny")",
                cure: "give cases of both labels"
            )
        }
    }
}
