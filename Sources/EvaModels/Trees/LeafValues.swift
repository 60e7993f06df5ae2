import EvaNumerics

/// Exact sums of the leaves of a grown tree, and their values.
enum LeafValues {
    private static let chunkRows = 8_192

    /// Values with the learning rate applied, and the weight of each leaf's rows, which are those of all `partitions`.
    ///
    /// **Determinism**: sums are taken over fixed stretches of the ascending rows of a leaf.
    static func find(
        _ tree: GrownTree,
        _ partitions: [RowPartition],
        _ gradients: GradientPass,
        weights: [Float]?,
        recipe: BoostedTrees,
        pool: WorkerPool
    ) -> (values: [Double], covers: [Double]) {
        var totals = [SIMD4<Double>](repeating: .zero, count: tree.leaves.count)
        for partition in partitions { add(partition, gradients, weights, to: &totals, pool: pool) }
        let values = zip(totals, tree.leaves)
            .map { sum, leaf in
                let reduced = (sum.x < 0 ? -1 : 1) * max(0, abs(sum.x) - recipe.lambdaL1)
                let denominator = sum.y + leaf.l2
                let output = denominator > 0 ? -reduced / denominator : 0
                return min(max(output, leaf.lowest), leaf.highest) * recipe.learningRate
            }
        return (values, totals.map(\.z))
    }

    /// Adds gradient, hessian and weight of a partition's rows to the totals of their leaves.
    private static func add(
        _ partition: RowPartition,
        _ gradients: GradientPass,
        _ weights: [Float]?,
        to totals: inout [SIMD4<Double>],
        pool: WorkerPool
    ) {
        let chunks = chunks(of: partition)
        let sums = Buffer<SIMD4<Double>>(repeating: .zero, chunks.count)
        let (target, order, pairs) = (sums.shared, partition.order.shared, gradients.pairs.shared)
        pool.run(chunks.count) { index in
            var total = SIMD2<Double>.zero
            var cover = 0.0
            for place in chunks[index].rows {
                let row = Int(order.base[place])
                total += SIMD2<Double>(pairs.base[row])
                if let weights { cover += Double(weights[row]) }
            }
            if weights == nil { cover = Double(chunks[index].rows.count) }
            target.base[index] = SIMD4(total.x, total.y, cover, 0)
        }
        for (index, chunk) in chunks.enumerated() { totals[chunk.leaf] += sums.base[index] }
    }

    /// Adds the values to the scores of the partition's rows.
    static func add(_ values: [Double], to scores: Buffer<Float>, _ partition: RowPartition, pool: WorkerPool) {
        let chunks = chunks(of: partition)
        let (target, order) = (scores.shared, partition.order.shared)
        pool.run(chunks.count) { index in
            let value = Float(values[chunks[index].leaf])
            for place in chunks[index].rows { target.base[Int(order.base[place])] += value }
        }
    }

    private static func chunks(of partition: RowPartition) -> [(leaf: Int, rows: Range<Int>)] {
        var chunks: [(leaf: Int, rows: Range<Int>)] = []
        for (leaf, rows) in partition.leaves.enumerated() {
            for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: chunkRows) {
                chunks.append((leaf, start..<min(rows.upperBound, start + chunkRows)))
            }
        }
        return chunks
    }
}
