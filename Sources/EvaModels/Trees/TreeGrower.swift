import EvaNumerics

/// Grows one tree after the other, the leaf with the most gain first; keeps the memory between trees.
final class TreeGrower {
    /// Updates of a histogram below which the pool is not worth its start.
    private static let serialWork = 4_096
    /// Rows below which a histogram of their own is not worth its sum.
    private static let leastStretch = 4_096

    private let recipe: BoostedTrees
    private let matrix: BinnedMatrix
    private let monotone: [Int8]
    private let pool: WorkerPool
    /// Stretches of words that a task works on.
    private let tiles: [Range<Int>]
    private let featuresOfTile: [[Int]]
    private let scratch: [SplitScratch]
    private var histograms: [Buffer<Int64>] = []
    /// Histograms of further stretches of the rows of a leaf.
    private var parts: [Buffer<Int64>] = []
    private var freeHistograms: [Int] = []
    private var leaves: [GrowingLeaf] = []

    init(recipe: BoostedTrees, matrix: BinnedMatrix, monotone: [Int8], pool: WorkerPool) {
        self.recipe = recipe
        self.matrix = matrix
        self.monotone = monotone
        self.pool = pool
        // The histogram of two words stays in the first-level cache; one word where threads would have nothing to do.
        let words = matrix.mapper.words
        let width = (words + 1) / 2 >= pool.threads ? 2 : 1
        let tiles = stride(from: 0, to: words, by: width).map { $0..<min(words, $0 + width) }
        self.tiles = tiles
        featuresOfTile = tiles.map { tile in
            let features = matrix.mapper.features
            return features.indices
                .filter { features[$0].lanes > 0 && tile.contains(features[$0].lane / 8) }
                .sorted { (features[$0].lane, $0) < (features[$1].lane, $1) }
        }
        scratch = tiles.map { _ in SplitScratch() }
    }

    /// Grows a tree on the rows of `partition`, which must be one leaf; `followers` are split alongside.
    func grow(
        _ gradients: GradientPass,
        partition: RowPartition,
        followers: [RowPartition],
        isUsed: [Bool]
    ) -> GrownTree {
        let finder = SplitFinder(
            recipe: recipe,
            mapper: matrix.mapper,
            monotone: monotone,
            scale: gradients.scale
        )
        let step = GrowthStep(finder: finder, cells: gradients.cells, partition: partition, isUsed: isUsed)
        var tree = GrownTree()
        freeHistograms = Array(histograms.indices)
        leaves = [GrowingLeaf(sums: LeafSums(total: 0, rows: partition.leaves[0].count), l2: recipe.lambdaL2)]
        guard matrix.mapper.words > 0, canSplit(leaves[0]) else { return finish(tree) }
        searchRoot(step)
        while leaves.count < recipe.numLeaves, let leaf = nextLeaf() {
            let best = leaves[leaf].best
            let route = SplitRoute(best, matrix.mapper.features[best.feature])
            partition.split(leaf: leaf, by: route, pool: pool)
            let onLeft = partition.leaves[leaf].count
            let onRight = partition.leaves[leaves.count].count
            guard min(onLeft, onRight) >= max(1, recipe.minDataInLeaf) else {
                partition.unsplit(leaf: leaf)
                searchExactly(leaf, step)
                continue
            }
            for follower in followers { follower.split(leaf: leaf, by: route, pool: pool) }
            tree.add(split: best, ofLeaf: leaf, to: leaves.count, missingGoesLeft: missingSide(best, onLeft, onRight))
            divide(leaf, best, onLeft, onRight, finder)
            if leaves.count < recipe.numLeaves { searchChildren(leaf, leaves.count - 1, step) }
        }
        return finish(tree)
    }

    private func finish(_ tree: GrownTree) -> GrownTree {
        var tree = tree
        tree.leaves = leaves.map { GrownTree.Leaf(l2: $0.l2, lowest: $0.sums.lowest, highest: $0.sums.highest) }
        return tree
    }

    /// Where no missing value took part, they go the way of the most rows.
    private func missingSide(_ best: SplitCandidate, _ onLeft: Int, _ onRight: Int) -> Bool {
        guard best.categories.isEmpty else { return false }
        return best.hadMissing ? best.missingGoesLeft : onLeft >= onRight
    }

    private func nextLeaf() -> Int? {
        var found: Int?
        for leaf in leaves.indices where leaves[leaf].best.isSplit {
            if let other = found, leaves[leaf].best.gain <= leaves[other].best.gain { continue }
            found = leaf
        }
        return found
    }

    private func canSplit(_ leaf: GrowingLeaf) -> Bool {
        leaf.sums.rows / 2 >= max(1, recipe.minDataInLeaf)
            && leaf.depth < (recipe.maxDepth > 0 ? min(recipe.maxDepth, BoostedTrees.deepest) : BoostedTrees.deepest)
    }

    /// Replaces a leaf by its children, the left in its place and the right at the end.
    private func divide(_ leaf: Int, _ best: SplitCandidate, _ onLeft: Int, _ onRight: Int, _ finder: SplitFinder) {
        let parent = leaves[leaf]
        var left = parent
        left.sums.total = best.left
        left.sums.rows = onLeft
        left.depth += 1
        left.l2 = best.l2
        left.best = SplitCandidate()
        var right = left
        right.sums.total = parent.sums.total &- best.left
        right.sums.rows = onRight
        right.histogram = nil
        let direction = monotone.isEmpty ? 0 : monotone[best.feature]
        if direction != 0 {
            let onLeft = finder.output(left.sums.total, l2: best.l2, leaf: parent.sums)
            let onRight = finder.output(right.sums.total, l2: best.l2, leaf: parent.sums)
            let middle = (onLeft + onRight) / 2
            if direction > 0 {
                left.sums.highest = min(left.sums.highest, middle)
                right.sums.lowest = max(right.sums.lowest, middle)
            } else {
                left.sums.lowest = max(left.sums.lowest, middle)
                right.sums.highest = min(right.sums.highest, middle)
            }
        }
        leaves[leaf] = left
        leaves.append(right)
    }

    private func takeHistogram() -> Int {
        if let free = freeHistograms.popLast() { return free }
        histograms.append(Buffer(repeating: 0, matrix.mapper.words * Histogram.wordCells))
        return histograms.count - 1
    }

    private func searchRoot(_ step: GrowthStep) {
        let slot = takeHistogram()
        leaves[0].histogram = slot
        let rows = step.partition.leaves[0]
        search(smaller: (rows, slot, leaves[0].sums), larger: nil, step) { smaller, _ in
            leaves[0].best = smaller
        }
        // The cells of any lane add up to the total.
        var total: Int64 = 0
        for cell in 0..<Histogram.laneCells { total &+= histograms[slot].base[cell] }
        leaves[0].sums.total = total
    }

    /// Fills the histogram of the smaller child, turns the parent's into the larger child's, and searches both.
    private func searchChildren(_ left: Int, _ right: Int, _ step: GrowthStep) {
        guard let slot = leaves[left].histogram else { return }
        guard canSplit(leaves[left]) || canSplit(leaves[right]) else {
            freeHistograms.append(slot)
            return
        }
        let isLeftSmaller = leaves[left].sums.rows <= leaves[right].sums.rows
        let (smaller, larger) = isLeftSmaller ? (left, right) : (right, left)
        let fresh = takeHistogram()
        leaves[smaller].histogram = fresh
        leaves[larger].histogram = slot
        search(
            smaller: (step.partition.leaves[smaller], fresh, leaves[smaller].sums),
            larger: (slot, leaves[larger].sums),
            step
        ) { onSmaller, onLarger in
            leaves[smaller].best = canSplit(leaves[smaller]) ? onSmaller : SplitCandidate()
            leaves[larger].best = canSplit(leaves[larger]) ? onLarger : SplitCandidate()
        }
        for leaf in [left, right] where !leaves[leaf].best.isSplit {
            if let slot = leaves[leaf].histogram { freeHistograms.append(slot) }
            leaves[leaf].histogram = nil
        }
    }

    private func search(
        smaller: (rows: Range<Int>, slot: Int, sums: LeafSums),
        larger: (slot: Int, sums: LeafSums)?,
        _ step: GrowthStep,
        then take: (SplitCandidate, SplitCandidate) -> Void
    ) {
        let found = Buffer<(SplitCandidate, SplitCandidate)>(
            repeating: (SplitCandidate(), SplitCandidate()),
            tiles.count
        )
        let work = TileWork(
            bytes: matrix.planes,
            allRows: matrix.rows,
            allWords: matrix.mapper.words,
            cells: step.cells.shared,
            rows: SharedPointer(base: step.partition.order.base + smaller.rows.lowerBound),
            count: smaller.rows.count,
            fresh: histograms[smaller.slot].shared,
            freshSums: smaller.sums,
            parent: larger.map { histograms[$0.slot].shared },
            restSums: larger?.sums,
            finder: step.finder,
            isUsed: step.isUsed
        )
        let (results, tiles, features) = (found.shared, tiles, featuresOfTile)
        let scratch = scratch.map { UncheckedScratch(scratch: $0) }
        @Sendable func search(_ tile: Int, adding parts: [SharedPointer<Int64>]) {
            results.base[tile] = work.search(tiles[tile], adding: parts, features[tile], scratch[tile].scratch)
        }
        let count = smaller.rows.count
        if count * matrix.mapper.lanes < TreeGrower.serialWork {
            for tile in tiles.indices {
                work.fill(tiles[tile], 0..<count, to: work.fresh.base)
                search(tile, adding: [])
            }
        } else if stretches(count) == 1 {
            pool.run(tiles.count) { tile in
                work.fill(tiles[tile], 0..<count, to: work.fresh.base)
                search(tile, adding: [])
            }
        } else {
            let stretches = stretches(count)
            while parts.count < stretches - 1 { parts.append(Buffer(repeating: 0, histograms[smaller.slot].count)) }
            let others = parts.prefix(stretches - 1).map { $0.shared }
            pool.run(tiles.count * stretches) { task in
                let (tile, stretch) = (task / stretches, task % stretches)
                let rows = count * stretch / stretches..<count * (stretch + 1) / stretches
                work.fill(tiles[tile], rows, to: stretch == 0 ? work.fresh.base : others[stretch - 1].base)
            }
            pool.run(tiles.count) { tile in search(tile, adding: others) }
        }
        var best = (SplitCandidate(), SplitCandidate())
        for result in found.elements {
            best.0 = TreeGrower.better(best.0, result.0)
            best.1 = TreeGrower.better(best.1, result.1)
        }
        take(best.0, best.1)
    }

    /// Stretches that the rows of a leaf are cut into where tiles alone would leave threads idle.
    ///
    /// Integer sums don't show how they were cut.
    private func stretches(_ rows: Int) -> Int {
        guard pool.threads > 1, tiles.count % pool.threads != 0, tiles.count < 4 * pool.threads else { return 1 }
        let wanted = (2 * pool.threads + tiles.count - 1) / tiles.count
        return max(1, min(wanted, rows / TreeGrower.leastStretch))
    }

    private static func better(_ a: SplitCandidate, _ b: SplitCandidate) -> SplitCandidate {
        b.isSplit && a.isBeaten(by: b.gain, of: b.feature) ? b : a
    }

    /// Searches a leaf again with its rows counted by bin, because a child had fewer rows than its hessian let expect.
    private func searchExactly(_ leaf: Int, _ step: GrowthStep) {
        leaves[leaf].best = SplitCandidate()
        guard let slot = leaves[leaf].histogram else { return }
        let counts = Buffer<UInt32>(repeating: 0, matrix.mapper.lanes * Histogram.laneCells)
        let (target, order) = (counts.shared, step.partition.order.shared)
        let (matrix, rows) = (matrix, step.partition.leaves[leaf])
        @Sendable func count(_ lane: Int) {
            matrix.columnMajor.withUnsafeBufferPointer { bytes in
                let cells = target.base + lane * Histogram.laneCells
                for place in rows { cells[Int(bytes[lane * matrix.rows + Int(order.base[place])])] += 1 }
            }
        }
        let lanes = matrix.mapper.lanes
        if lanes * rows.count < Self.serialWork {
            for lane in 0..<lanes { count(lane) }
        } else {
            pool.run(lanes, count)
        }
        for tile in tiles.indices {
            step.finder.find(
                featuresOfTile[tile],
                isUsed: step.isUsed,
                leaf: leaves[leaf].sums,
                cells: histograms[slot].base,
                counts: counts.base,
                scratch: scratch[tile],
                best: &leaves[leaf].best
            )
        }
    }
}

/// A leaf while its tree grows.
struct GrowingLeaf {
    var sums: LeafSums
    var depth = 0
    var l2: Double
    var histogram: Int?
    var best = SplitCandidate()

    init(sums: LeafSums, l2: Double) {
        self.sums = sums
        self.l2 = l2
    }
}

/// What the growth of a tree works with.
private struct GrowthStep {
    let finder: SplitFinder
    let cells: Buffer<Int64>
    let partition: RowPartition
    let isUsed: [Bool]
}

/// Scratch memory that one task at a time uses.
private struct UncheckedScratch: @unchecked Sendable {
    let scratch: SplitScratch
}
