public import EvaNumerics

extension TreeEnsemble {
    /// Rows that are scored together: enough of them to use a table while the cache holds it.
    private static let blockRows = 1_024
    /// Rows from which on making the tables takes less time than they save.
    private static let rowsWorthTables = 4_000

    /// Log-odds of each row.
    ///
    /// **Determinism**: the same bits as `score(row:)`, for any number of threads.
    public func scores(_ features: TreeFeatures, pool: WorkerPool) -> [Double] {
        precondition(features.columns.count == featureCount, "\(features.columns.count) columns for \(featureCount)")
        return scores(rows: features.rows, pool: pool) { rows, score in
            rowMajor(features, rows).withUnsafeBufferPointer { score($0) }
        }
    }

    /// Log-odds of rows that lie one after the other, [rows × features]; a categorical value is its code, NaN is missing.
    public func scores(rowMajor values: [Float], pool: WorkerPool) -> [Double] {
        scores(rows: rowCount(of: values.count), pool: pool) { rows, score in
            values.withUnsafeBufferPointer {
                score(
                    UnsafeBufferPointer(
                        rebasing: $0[rows.lowerBound * featureCount..<rows.upperBound * featureCount]
                    )
                )
            }
        }
    }

    /// Log-odds of rows of doubles, which count as the nearest `Float`.
    public func scores(rowMajor values: [Double], pool: WorkerPool) -> [Double] {
        scores(rows: rowCount(of: values.count), pool: pool) { rows, score in
            values[rows.lowerBound * featureCount..<rows.upperBound * featureCount].map { Float($0) }
                .withUnsafeBufferPointer { score($0) }
        }
    }

    private func rowCount(of values: Int) -> Int {
        precondition(featureCount > 0 && values % featureCount == 0, "\(values) values in rows of \(featureCount)")
        return values / featureCount
    }

    /// Scores blocks of rows whose raw values, [rows × features], `load` passes on.
    private func scores(
        rows count: Int,
        pool: WorkerPool,
        load: @Sendable (Range<Int>, (UnsafeBufferPointer<Float>) -> Void) -> Void
    ) -> [Double] {
        let tables = count >= TreeEnsemble.rowsWorthTables ? tables.makeMasks(self) : tables.madeMasks
        let scores = Buffer<Double>(repeating: base, count)
        let target = scores.shared
        // A pool's threads should all have work.
        let blockRows = max(64, min(TreeEnsemble.blockRows, count / (2 * pool.threads)))
        pool.run((count + blockRows - 1) / blockRows) { block in
            let start = block * blockRows
            let rows = start..<min(count, start + blockRows)
            load(rows) { values in
                if let tables, let raw = values.baseAddress {
                    tables.add(raw, stride: featureCount, rows: rows.count, to: target.base + start)
                    return
                }
                for tree in trees {
                    for row in 0..<rows.count {
                        target.base[start + row] += leafValues[leaf(of: tree, values, row * featureCount)]
                    }
                }
            }
        }
        return scores.array
    }

    /// Makes the tables by which single rows are scored several times as fast, for a model that is to score many.
    ///
    /// The scores are the same bits without; trees that ask for more than 32 categories of a feature go without.
    public func prepareToScore() { _ = tables.makeRowWalk(self) }

    /// Log-odds of one row.
    public func score(row: [Float]) -> Double {
        precondition(row.count == featureCount, "\(row.count) values for \(featureCount)")
        return row.withUnsafeBufferPointer { values in
            if let walk = tables.madeRowWalk, let raw = values.baseAddress { return walk.score(raw, from: base) }
            var score = base
            for tree in trees { score += leafValues[leaf(of: tree, values, 0)] }
            return score
        }
    }

    /// Log-odds of one row, the same bits, with the number of its leaf in each tree, from 0 in each, in `leaves`.
    public func score(row: [Float], leaves: inout [Int32]) -> Double {
        precondition(row.count == featureCount, "\(row.count) values for \(featureCount)")
        leaves.removeAll(keepingCapacity: true)
        return row.withUnsafeBufferPointer { values in
            if let walk = tables.madeRowWalk, let raw = values.baseAddress {
                return walk.score(raw, from: base, leaves: &leaves)
            }
            var score = base
            for tree in trees {
                let leaf = leaf(of: tree, values, 0)
                score += leafValues[leaf]
                leaves.append(Int32(leaf - tree.firstLeaf))
            }
            return score
        }
    }

    /// Number of the leaf that the row is in, for each tree, from 0 in each.
    public func leaves(row: [Float]) -> [Int32] {
        var leaves: [Int32] = []
        _ = score(row: row, leaves: &leaves)
        return leaves
    }

    /// Position of the leaf among all leaves; the row's values begin at `offset`.
    private func leaf(of tree: Tree, _ values: UnsafeBufferPointer<Float>, _ offset: Int) -> Int {
        guard tree.splits > 0 else { return tree.firstLeaf }
        var next: Int32 = 0
        repeat {
            let node = nodes[tree.firstNode + Int(next)]
            next = goesLeft(node, values[offset + Int(node.feature)]) ? node.left : node.right
        } while next >= 0
        return tree.firstLeaf + Int(-1 - next)
    }

    func goesLeft(_ node: Node, _ value: Float) -> Bool {
        categoryWords.withUnsafeBufferPointer { TreeEnsemble.goesLeft(node, value, $0) }
    }

    @inline(__always)
    static func goesLeft(_ node: Node, _ value: Float, _ words: UnsafeBufferPointer<UInt64>) -> Bool {
        if node.words == 0 { return value.isNaN ? node.missingGoesLeft : value <= node.threshold }
        guard value >= 0, value < Float(node.words * 64) else { return false }
        let code = Int(value)
        return words[Int(node.firstWord) + code / 64] >> UInt64(code % 64) & 1 == 1
    }

    /// Raw values of a range of rows, [rows × features].
    func rowMajor(_ features: TreeFeatures, _ rows: Range<Int>) -> [Float] {
        var values = [Float](repeating: .nan, count: rows.count * featureCount)
        for (index, column) in features.columns.enumerated() {
            switch column {
            case .numeric(let numbers):
                for row in rows { values[(row - rows.lowerBound) * featureCount + index] = numbers[row] }
            case .categorical(let codes, _):
                for row in rows where codes[row] >= 0 {
                    values[(row - rows.lowerBound) * featureCount + index] = Float(codes[row])
                }
            }
        }
        return values
    }
}
