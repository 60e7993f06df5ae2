/// Accuracy on `later` of a tree of depth three that splits where the Gini impurity falls most.
func shallowTreeAccuracy(_ table: ReferenceTable, training: Range<Int>, later: Range<Int>) -> Double {
    let right = rightAnswers(table, Array(training), Array(later), depth: 3)
    return Double(right) / Double(later.count)
}

private func rightAnswers(_ table: ReferenceTable, _ training: [Int], _ later: [Int], depth: Int) -> Int {
    let pays = training.count { table.labels[$0] == 1 }
    guard depth > 0, pays > 0, pays < training.count, let split = bestSplit(table, training, pays) else {
        return later.count { (table.labels[$0] == 1) == (2 * pays > training.count) }
    }
    func isLeft(_ row: Int) -> Bool { table.features[split.feature][row] <= split.threshold }
    return rightAnswers(table, training.filter(isLeft), later.filter(isLeft), depth: depth - 1)
        + rightAnswers(table, training.filter { !isLeft($0) }, later.filter { !isLeft($0) }, depth: depth - 1)
}

private func bestSplit(_ table: ReferenceTable, _ rows: [Int], _ pays: Int) -> (feature: Int, threshold: Float)? {
    var best: (feature: Int, threshold: Float)?
    var bestPurity = 0.0
    for (feature, column) in table.features.enumerated() {
        let sorted = rows.map { (value: column[$0], label: table.labels[$0]) }.sorted { $0.value < $1.value }
        var left = (count: 0, pays: 0)
        for (current, following) in zip(sorted, sorted.dropFirst()) {
            left.count += 1
            if current.label == 1 { left.pays += 1 }
            guard current.value < following.value else { continue }
            let right = (count: rows.count - left.count, pays: pays - left.pays)
            let purity = [left, right]
                .reduce(0.0) { sum, side in
                    let share = Double(side.pays) / Double(side.count)
                    return sum + Double(side.count) * (share * share + (1 - share) * (1 - share))
                }
            if purity > bestPurity {
                bestPurity = purity
                best = (feature, (current.value + following.value) / 2)
            }
        }
    }
    return best
}
