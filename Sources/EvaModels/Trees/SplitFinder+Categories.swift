extension SplitFinder {
    /// Cell of a category's bin, 1 being the first.
    @inline(__always)
    private func place(_ bin: Int) -> Int { (bin - 1) / 255 * Histogram.laneCells + (bin - 1) % 255 + 1 }

    /// Tries one against the rest for few categories, and for many a run from either end of their order by gradient over
    /// smoothed hessian.
    ///
    /// **Missing**: what is missing, unseen or too rare goes right.
    ///
    /// **Source**: LightGBM's `FindBestThresholdCategoricalInner`; Fisher (1958), On grouping for maximum homogeneity.
    func findCategories(
        feature: Int,
        bins: Int,
        leaf: LeafSums,
        cells: UnsafePointer<Int64>,
        counts: UnsafePointer<UInt32>?,
        scratch: SplitScratch,
        best: inout SplitCandidate
    ) {
        let scan = CategoryScan(
            feature: feature,
            bins: bins,
            leaf: leaf,
            cells: cells,
            counts: counts,
            rowsOfHessian: Double(leaf.rows) / max(1, hessian(leaf.total)),
            toBeat: scoreToBeat(leaf)
        )
        if bins <= recipe.maxCatToOnehot {
            findOne(scan, &best)
        } else {
            findRun(scan, scratch, &best)
        }
    }

    private func rows(_ scan: CategoryScan, _ bin: Int) -> Int {
        let index = place(bin)
        if let counts = scan.counts { return Int(counts[index]) }
        return Int(hessian(scan.cells[index]) * scan.rowsOfHessian + 0.5)
    }

    private func findOne(_ scan: CategoryScan, _ best: inout SplitCandidate) {
        let total = SIMD2(gradient(scan.leaf.total), hessian(scan.leaf.total))
        let least = max(1, recipe.minSumHessianInLeaf * hessianScale)
        let leastRows = max(scan.counts == nil ? 0 : 1, recipe.minDataInLeaf)
        var found: (score: Double, bin: Int) = (scan.toBeat, -1)
        for bin in 1..<max(1, scan.bins) {
            let cell = scan.cells[place(bin)]
            let left = SIMD2(gradient(cell), hessian(cell))
            let right = total - left
            let count = rows(scan, bin)
            guard left.y >= least, right.y >= least, count >= leastRows, scan.leaf.rows - count >= leastRows else {
                continue
            }
            if let score = pairScore(left, right, l2, scan.leaf, direction: 0), score > found.score {
                found = (score, bin)
            }
        }
        guard found.bin >= 0 else { return }
        take(scan, score: found.score, bins: [found.bin], l2: recipe.lambdaL2, &best)
    }

    private func findRun(_ scan: CategoryScan, _ scratch: SplitScratch, _ best: inout SplitCandidate) {
        let order = scratch.order.base
        var used = 0
        let smoothing = recipe.catSmooth * hessianScale
        for bin in 1..<scan.bins where Double(rows(scan, bin)) >= recipe.catSmooth {
            let cell = scan.cells[place(bin)]
            let ratio = Float(gradient(cell) / max(hessian(cell) + smoothing, 1))
            let bits = (ratio + 0).bitPattern
            let key = bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
            order[used] = UInt64(key) << 32 | UInt64(bin)
            used += 1
        }
        var sorted = UnsafeMutableBufferPointer(start: order, count: used)
        sorted.sort()

        let total = SIMD2(gradient(scan.leaf.total), hessian(scan.leaf.total))
        let least = max(1, recipe.minSumHessianInLeaf * hessianScale)
        let leastRows = max(scan.counts == nil ? 0 : 1, recipe.minDataInLeaf)
        let penalty = l2 + catL2
        let most = min(recipe.maxCatThreshold, (used + 1) / 2)
        var found: (score: Double, count: Int, fromEnd: Bool) = (scan.toBeat, 0, false)
        for fromEnd in [false, true] {
            var sum: Int64 = 0
            var onLeft = 0
            var inGroup = 0
            for index in 0..<min(used, most) {
                let bin = Int(order[fromEnd ? used - 1 - index : index] & 0xFFFF_FFFF)
                sum &+= scan.cells[place(bin)]
                let count = rows(scan, bin)
                onLeft += count
                inGroup += count
                let left = SIMD2(gradient(sum), hessian(sum))
                if onLeft < leastRows || left.y < least { continue }
                let right = total - left
                let onRight = scan.leaf.rows - onLeft
                if onRight < max(leastRows, recipe.minDataPerGroup) || right.y < least { break }
                if inGroup < recipe.minDataPerGroup { continue }
                inGroup = 0
                if let score = pairScore(left, right, penalty, scan.leaf, direction: 0), score > found.score {
                    found = (score, index + 1, fromEnd)
                }
            }
        }
        guard found.count > 0 else { return }
        let bins = (0..<found.count).map { Int(order[found.fromEnd ? used - 1 - $0 : $0] & 0xFFFF_FFFF) }
        take(scan, score: found.score, bins: bins, l2: recipe.lambdaL2 + recipe.catL2, &best)
    }

    private func take(_ scan: CategoryScan, score: Double, bins: [Int], l2: Double, _ best: inout SplitCandidate) {
        let gain = (score - scan.toBeat) * unit
        guard best.isBeaten(by: gain, of: scan.feature) else { return }
        best = SplitCandidate(gain: gain, feature: scan.feature)
        best.categories = bins
        for bin in bins { best.left &+= scan.cells[place(bin)] }
        best.l2 = l2
    }
}

/// A categorical feature of a leaf, as the scan sees it.
private struct CategoryScan {
    let feature: Int
    /// Bins of categories, and bin 0.
    let bins: Int
    let leaf: LeafSums
    let cells: UnsafePointer<Int64>
    let counts: UnsafePointer<UInt32>?
    let rowsOfHessian: Double
    let toBeat: Double
}
