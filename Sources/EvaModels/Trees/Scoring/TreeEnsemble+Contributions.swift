public import EvaNumerics

extension TreeEnsemble {
    /// Exact path-dependent TreeSHAP values: what each feature adds to the score of a row, over the mean score of the
    /// training rows.
    ///
    /// **Formula**: Shapley values of the game whose payoff for a set of known features is the expected score, unknown
    /// features sending a row both ways in proportion to the weight of the training rows there.
    ///
    /// **Postcondition**: base plus values is the score, to 1e-9.
    ///
    /// **Complexity**: leaves × depth a tree.
    ///
    /// **Source**: Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles.
    public func contributions(row: [Float]) -> (base: Double, values: [Double]) {
        precondition(row.count == featureCount, "\(row.count) values for \(featureCount)")
        var values = [Double](repeating: 0, count: featureCount)
        row.withUnsafeBufferPointer { row in
            values.withUnsafeMutableBufferPointer { addContributions(row, rows: 1, to: $0) }
        }
        return (expectedScore, values)
    }

    /// The same for each row: the base, and values of all rows, [rows × features].
    ///
    /// **Determinism**: the same bits as row by row, for any number of threads.
    public func contributions(_ features: TreeFeatures, pool: WorkerPool) -> (base: Double, values: [Double]) {
        precondition(features.columns.count == featureCount, "\(features.columns.count) columns for \(featureCount)")
        let values = Buffer<Double>(repeating: 0, features.rows * featureCount)
        let target = values.shared
        let blockRows = max(4, min(64, 1_024 / max(1, featureCount)))
        pool.run((features.rows + blockRows - 1) / blockRows) { block in
            let rows = block * blockRows..<min(features.rows, (block + 1) * blockRows)
            rowMajor(features, rows)
                .withUnsafeBufferPointer { raw in
                    addContributions(
                        raw,
                        rows: rows.count,
                        to: UnsafeMutableBufferPointer(
                            start: target.base + rows.lowerBound * featureCount,
                            count: rows.count * featureCount
                        )
                    )
                }
        }
        return (expectedScore, values.array)
    }

    /// Makes what contributions are computed from, which the first row would otherwise wait for.
    public func prepareToExplain() { _ = tables.makeWalks(self) }

    /// Adds the contributions to rows, [rows × features] as `raw`.
    private func addContributions(
        _ raw: UnsafeBufferPointer<Float>,
        rows: Int,
        to values: UnsafeMutableBufferPointer<Double>
    ) {
        guard let raw = raw.baseAddress else { return }
        let lanes = ShapleyWalks.lanes
        withUnsafeTemporaryAllocation(byteCount: 8 * lanes * values.count, alignment: 64) { memory in
            guard let sums = memory.baseAddress?.bindMemory(to: Double.self, capacity: lanes * values.count) else {
                return
            }
            sums.initialize(repeating: 0, count: lanes * values.count)
            tables.makeWalks(self).add(raw, stride: featureCount, rows: rows, to: sums)
            for index in values.indices {
                values[index] = (0..<lanes).reduce(0) { $0 + sums[index * lanes + $1] }
            }
        }
    }

    /// Mean score of the training rows.
    public var expectedScore: Double {
        tables.makeExpectedScore { trees.reduce(base) { $0 + expectation(of: $1) } }
    }

    /// Mean value of a tree over its training rows.
    private func expectation(of tree: Tree) -> Double {
        var sum = 0.0
        var weight = 0.0
        for leaf in tree.firstLeaf..<tree.firstLeaf + tree.leaves {
            sum += leafValues[leaf] * leafCovers[leaf]
            weight += leafCovers[leaf]
        }
        return sum / weight
    }

    /// Weight of the training rows in each node; children come after their parents.
    func nodeCovers(of tree: Tree) -> [Double] {
        var covers = [Double](repeating: 0, count: tree.splits)
        func cover(_ child: Int32) -> Double {
            child >= 0 ? covers[Int(child)] : leafCovers[tree.firstLeaf + Int(-1 - child)]
        }
        for node in stride(from: tree.splits - 1, through: 0, by: -1) {
            let split = nodes[tree.firstNode + node]
            covers[node] = cover(split.left) + cover(split.right)
        }
        return covers
    }
}
