import EvaNumerics

/// Loss of the validation rows, round by round.
struct ValidationWatch {
    private static let blockRows = 8_192

    let partition: RowPartition
    private(set) var losses: [Double] = []
    /// Rounds with the lowest loss; 0 when no tree was better than none.
    private(set) var bestRounds = 0
    private var lowest: Double
    private let scores: Buffer<Float>
    private let set: TreeValidation

    init(_ set: TreeValidation, mapper: BinMapper, base: Double) throws {
        try TrainingInput(labels: set.labels, weights: set.weights, rows: set.data.rows)
            .validate(needsBothClasses: false)
        guard set.data.mapper == mapper else {
            throw ModelError(
                code: .badShape,
                message: "validation rows have other bins than training rows",
                cure: "bin them by the mapper of the training rows"
            )
        }
        self.set = set
        partition = RowPartition(set.data)
        scores = Buffer(repeating: Float(base), set.data.rows)
        lowest = .infinity
        lowest = loss(pool: WorkerPool(threads: 1))
    }

    /// Adds the values of a tree that the partition was split by.
    mutating func add(_ values: [Double], pool: WorkerPool) {
        LeafValues.add(values, to: scores, partition, pool: pool)
        let loss = loss(pool: pool)
        losses.append(loss)
        if loss < lowest {
            lowest = loss
            bestRounds = losses.count
        }
    }

    private func loss(pool: WorkerPool) -> Double {
        let rows = set.data.rows
        let blocks = (rows + ValidationWatch.blockRows - 1) / ValidationWatch.blockRows
        let sums = Buffer<SIMD2<Double>>(repeating: .zero, blocks)
        let (target, scores, set) = (sums.shared, scores.shared, set)
        pool.run(blocks) { block in
            var sum = SIMD2<Double>.zero
            for row in block * ValidationWatch.blockRows..<min(rows, (block + 1) * ValidationWatch.blockRows) {
                let weight = Double(set.weights?[row] ?? 1)
                let loss = StableMath.logLoss(score: Double(scores.base[row]), isPay: set.labels[row] == 1)
                sum += SIMD2(loss * weight, weight)
            }
            target.base[block] = sum
        }
        var total = SIMD2<Double>.zero
        for block in 0..<blocks { total += sums.base[block] }
        return total.x / total.y
    }
}
