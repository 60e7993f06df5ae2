/// Finds the best split of a leaf from its histogram.
///
/// **Formula**: with gradient and hessian sums G and H, the gain of a split is G_l²/(H_l + λ) + G_r²/(H_r + λ) −
/// G²/(H + λ), G less the L1 penalty. All sums stay in the integer units of the cells; `unit` turns gains into loss.
///
/// **Missing**: both sides are tried. Of equal gains the lower feature wins, then the split that sends missing values
/// left, then the higher bin.
///
/// **Source**: LightGBM's `FeatureHistogram`, `monotone_constraints_method` basic. As there, a candidate's rows are
/// estimated from its hessian; the grower counts them for the split that it takes, and asks again with exact counts
/// where the estimate was too high.
struct SplitFinder {
    let features: [ScanPlan]
    let packs: [LanePack]
    let monotone: [Int8]
    let recipe: BoostedTrees
    let hasMonotone: Bool
    let unit: Double
    let l1: Double
    let l2: Double
    let catL2: Double
    /// An output in units of the cells, in one.
    let outputScale: Double
    let hessianScale: Double

    init(recipe: BoostedTrees, mapper: BinMapper, monotone: [Int8], scale: SIMD2<Double>) {
        self.recipe = recipe
        features = mapper.features.map { ScanPlan($0) }
        packs = mapper.packs
        self.monotone = monotone
        hasMonotone = monotone.contains { $0 != 0 }
        unit = scale.y / (scale.x * scale.x)
        l1 = recipe.lambdaL1 * scale.x
        l2 = recipe.lambdaL2 * scale.y
        catL2 = recipe.catL2 * scale.y
        outputScale = scale.x / scale.y
        hessianScale = scale.y
    }

    /// Improves `best` by the splits on those of the features, in the order of their lanes, that are used; `cells` is the
    /// histogram of the leaf, `counts` its exact rows.
    func find(
        _ features: [Int],
        isUsed: [Bool],
        leaf: LeafSums,
        cells: UnsafePointer<Int64>,
        counts: UnsafePointer<UInt32>?,
        scratch: SplitScratch,
        best: inout SplitCandidate
    ) {
        var unpacked = -1
        for feature in features where isUsed[feature] {
            let place = self.features[feature].place
            let start = place.lane * Histogram.laneCells
            guard place.isPacked else {
                find(feature, leaf, cells + start, counts.map { $0 + start }, scratch, &best)
                continue
            }
            if unpacked != place.lane {
                packs[place.lane].unpack(cells + start, to: scratch.cells.base, sums: scratch.cellSums.base)
                if let counts {
                    packs[place.lane].unpack(counts + start, to: scratch.counts.base, sums: scratch.countSums.base)
                }
                unpacked = place.lane
            }
            let ownCounts = counts.map { _ in UnsafePointer(scratch.counts.base + place.cell) }
            find(feature, leaf, scratch.cells.base + place.cell, ownCounts, scratch, &best)
        }
    }

    private func find(
        _ feature: Int,
        _ leaf: LeafSums,
        _ cells: UnsafePointer<Int64>,
        _ counts: UnsafePointer<UInt32>?,
        _ scratch: SplitScratch,
        _ best: inout SplitCandidate
    ) {
        let plan = features[feature]
        guard !plan.isCategorical else {
            return findCategories(
                feature: feature,
                bins: plan.bins,
                leaf: leaf,
                cells: cells,
                counts: counts,
                scratch: scratch,
                best: &best
            )
        }
        let scan = NumericScan(
            feature: feature,
            bins: plan.bins,
            hasMissing: plan.hasMissing,
            leaf: leaf,
            cells: cells,
            counts: counts
        )
        if hasMonotone || l1 > 0 || counts != nil {
            scanGenerally(scan, scratch, &best)
        } else {
            scanQuickly(scan, scratch, &best)
        }
    }

    /// Smallest hessian of a child, where rows are estimated from it.
    func leastHessian(_ leaf: LeafSums) -> Double {
        let rows = recipe.minDataInLeaf > 1 ? Double(recipe.minDataInLeaf) - 0.5 : 0
        return max(1, recipe.minSumHessianInLeaf * hessianScale, rows * hessian(leaf.total) / Double(max(1, leaf.rows)))
    }

    /// Score that a split of the leaf must exceed.
    func scoreToBeat(_ leaf: LeafSums) -> Double {
        let own = leafScore(gradient(leaf.total), hessian(leaf.total), l2)
        // Rounding must not make a gain of what is none.
        return own + abs(own) * 1e-12 + recipe.minGainToSplit / unit
    }

    func leafScore(_ gradient: Double, _ hessian: Double, _ l2: Double) -> Double {
        let reduced = reduce(gradient)
        return reduced * reduced / (hessian + l2)
    }

    /// The gradient less the L1 penalty.
    @inline(__always)
    func reduce(_ gradient: Double) -> Double {
        l1 == 0 ? gradient : (gradient < 0 ? -1 : 1) * max(0, abs(gradient) - l1)
    }

    /// Score of a pair of children under the constraints of the leaf; `nil` where it breaks the feature's own.
    func pairScore(
        _ left: SIMD2<Double>,
        _ right: SIMD2<Double>,
        _ l2: Double,
        _ leaf: LeafSums,
        direction: Int8
    ) -> Double? {
        guard hasMonotone else { return leafScore(left.x, left.y, l2) + leafScore(right.x, right.y, l2) }
        let onLeft = output(left, l2, leaf)
        let onRight = output(right, l2, leaf)
        if direction > 0 && onLeft > onRight || direction < 0 && onLeft < onRight { return nil }
        return score(left, l2, output: onLeft) + score(right, l2, output: onRight)
    }

    /// Output of a leaf in units of the cells, within its bounds.
    private func output(_ sums: SIMD2<Double>, _ l2: Double, _ leaf: LeafSums) -> Double {
        min(max(-reduce(sums.x) / (sums.y + l2), leaf.lowest * outputScale), leaf.highest * outputScale)
    }

    private func score(_ sums: SIMD2<Double>, _ l2: Double, output: Double) -> Double {
        -(2 * reduce(sums.x) * output + (sums.y + l2) * output * output)
    }

    /// Output of a child, as its sums of cells have it.
    func output(_ cell: Int64, l2: Double, leaf: LeafSums) -> Double {
        output(SIMD2(gradient(cell), hessian(cell)), l2, leaf) / outputScale
    }
}

/// What the search must know of a feature; without references, which threads would count against each other.
struct ScanPlan {
    let place: LanePlace
    let isCategorical: Bool
    /// Bins of numbers, without that of missing values, or of categories, with bin 0.
    let bins: Int
    let hasMissing: Bool

    init(_ bins: FeatureBins) {
        place = bins.place
        switch bins.kind {
        case .numeric(let bounds, let hasMissing):
            isCategorical = false
            self.bins = bounds.count + 1
            self.hasMissing = hasMissing
        case .categorical(_, let codeOfBin):
            isCategorical = true
            self.bins = codeOfBin.count
            hasMissing = false
        }
    }
}

/// A numeric feature of a leaf, as the scan sees it.
struct NumericScan {
    let feature: Int
    /// Bins of values; the bin of missing values follows.
    let bins: Int
    let hasMissing: Bool
    let leaf: LeafSums
    let cells: UnsafePointer<Int64>
    let counts: UnsafePointer<UInt32>?

    var missing: Int64 { hasMissing ? cells[bins] : 0 }
}

/// Memory for the search of one thread.
final class SplitScratch {
    /// Sums up to each bin.
    let gradients = Buffer<Double>(repeating: 0, 264)
    let hessians = Buffer<Double>(repeating: 0, 264)
    let order = Buffer<UInt64>(repeating: 0, 2_048)
    /// Histogram of the features of one lane, and sums on the way there.
    let cells = Buffer<Int64>(repeating: 0, LanePack.mostCells)
    let cellSums = Buffer<Int64>(repeating: 0, LanePack.mostCells)
    let counts = Buffer<UInt32>(repeating: 0, LanePack.mostCells)
    let countSums = Buffer<UInt32>(repeating: 0, LanePack.mostCells)
}
