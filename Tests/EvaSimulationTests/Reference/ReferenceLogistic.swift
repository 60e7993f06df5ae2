import Foundation

/// Accuracy on `later` of a nearly unpenalised logistic regression, fitted by accelerated gradient descent.
func logisticAccuracy(_ table: ReferenceTable, training: Range<Int>, later: Range<Int>) -> Double {
    let features = table.features
    var weights = [Float](repeating: 0, count: features.count)
    var ahead = weights
    var bias: Float = 0
    let rate: Float = 0.5 / Float(8)

    func scores(_ rows: Range<Int>, _ weights: [Float]) -> [Float] {
        var scores = [Float](repeating: bias, count: rows.count)
        for (weight, column) in zip(weights, features) where weight != 0 {
            for (position, row) in rows.enumerated() { scores[position] += weight * column[row] }
        }
        return scores
    }
    for step in 1...150 {
        let residuals = zip(scores(training, ahead), table.labels[training]).map { 1 / (1 + exp(-$0)) - $1 }
        bias -= 2 * residuals.reduce(0, +) / Float(training.count)
        let momentum = Float(step) / Float(step + 3)
        for (index, column) in features.enumerated() {
            var gradient: Float = 0
            for (position, row) in training.enumerated() { gradient += residuals[position] * column[row] }
            let next = ahead[index] - rate * (gradient / Float(training.count) + 1e-4 * ahead[index])
            ahead[index] = next + momentum * (next - weights[index])
            weights[index] = next
        }
    }
    let right = zip(scores(later, weights), table.labels[later]).count { ($0 > 0) == ($1 == 1) }
    return Double(right) / Double(later.count)
}
