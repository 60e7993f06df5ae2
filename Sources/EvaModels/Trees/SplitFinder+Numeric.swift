extension SplitFinder {
    /// The scan without monotone constraints, L1 penalty and exact counts: eight bins at once.
    func scanQuickly(_ scan: NumericScan, _ scratch: SplitScratch, _ best: inout SplitCandidate) {
        let gradients = scratch.gradients.base
        let hessians = scratch.hessians.base
        var sum: Int64 = 0
        for bin in 0..<scan.bins {
            sum &+= scan.cells[bin]
            gradients[bin] = gradient(sum)
            hessians[bin] = hessian(sum)
        }
        let missing = scan.missing
        let toBeat = scoreToBeat(scan.leaf)
        var found: (score: Double, bin: Int) = (toBeat, -1)
        var missingGoesLeft = false
        if missing != 0 {
            found = scanRun(scan, scratch, shift: missing, limit: scan.bins - 1, toBeat: toBeat)
            missingGoesLeft = found.bin >= 0
        }
        let limit = missing != 0 ? scan.bins : scan.bins - 1
        let other = scanRun(scan, scratch, shift: 0, limit: limit, toBeat: found.score)
        if other.bin >= 0, other.score > found.score {
            found = other
            missingGoesLeft = false
        }
        guard found.bin >= 0 else { return }
        take(scan, score: found.score, toBeat: toBeat, bin: found.bin, missingGoesLeft: missingGoesLeft, &best)
    }

    /// Best of the splits after the bins 0..<limit, where `shift` is on the left of all; bin -1 if none is above.
    private func scanRun(
        _ scan: NumericScan,
        _ scratch: SplitScratch,
        shift: Int64,
        limit: Int,
        toBeat: Double
    ) -> (score: Double, bin: Int) {
        let gradients = scratch.gradients.base
        let hessians = scratch.hessians.base
        let least = leastHessian(scan.leaf)
        let total = SIMD2(gradient(scan.leaf.total), hessian(scan.leaf.total))
        let moved = SIMD2(gradient(shift), hessian(shift))
        // Hessians ascend, so the bins with enough on both sides are one stretch.
        var first = 0
        var end = limit
        while first < end, hessians[first] + moved.y < least { first += 1 }
        while end > first, total.y - (hessians[end - 1] + moved.y) < least { end -= 1 }
        guard first < end else { return (toBeat, -1) }

        var bestScores = SIMD8<Double>(repeating: toBeat)
        var bestBins = SIMD8<Double>(repeating: -1)
        var bins = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7) + Double(first)
        var bin = first
        while bin + 8 <= end {
            let g = UnsafeRawPointer(gradients + bin).loadUnaligned(as: SIMD8<Double>.self) + moved.x
            let h = UnsafeRawPointer(hessians + bin).loadUnaligned(as: SIMD8<Double>.self) + moved.y
            let rest = total.x - g
            let left = h + l2
            let right = (total.y - h) + l2
            let scores = (g * g * right + rest * rest * left) / (left * right)
            let isBetter = scores .>= bestScores
            bestScores.replace(with: scores, where: isBetter)
            bestBins.replace(with: bins, where: isBetter)
            bins += 8
            bin += 8
        }
        var found: (score: Double, bin: Int) = (toBeat, -1)
        for lane in 0..<8 where bestBins[lane] >= 0 {
            let (score, bin) = (bestScores[lane], Int(bestBins[lane]))
            if score > found.score || (score == found.score && bin > found.bin) { found = (score, bin) }
        }
        while bin < end {
            let g = gradients[bin] + moved.x
            let left = hessians[bin] + moved.y + l2
            let rest = total.x - g
            let right = total.y - (hessians[bin] + moved.y) + l2
            let score = (g * g * right + rest * rest * left) / (left * right)
            if score >= found.score { found = (score, bin) }
            bin += 1
        }
        return found.score > toBeat ? found : (toBeat, -1)
    }

    /// The scan with all options, bin by bin.
    func scanGenerally(_ scan: NumericScan, _ scratch: SplitScratch, _ best: inout SplitCandidate) {
        let least = scan.counts == nil ? leastHessian(scan.leaf) : max(1, recipe.minSumHessianInLeaf * hessianScale)
        let leastRows = scan.counts == nil ? 0 : max(1, recipe.minDataInLeaf)
        let toBeat = scoreToBeat(scan.leaf)
        let missing = scan.missing
        let missingRows = scan.hasMissing ? Int(scan.counts?[scan.bins] ?? 0) : 0
        let direction = monotone.isEmpty ? 0 : monotone[scan.feature]
        let total = SIMD2(gradient(scan.leaf.total), hessian(scan.leaf.total))
        var found: (score: Double, bin: Int, missingGoesLeft: Bool) = (toBeat, -1, false)
        for missingGoesLeft in missing != 0 ? [true, false] : [false] {
            var sum = missingGoesLeft ? missing : 0
            var rows = missingGoesLeft ? missingRows : 0
            var own: (score: Double, bin: Int) = (found.score, -1)
            for bin in 0..<(missing != 0 && !missingGoesLeft ? scan.bins : scan.bins - 1) {
                sum &+= scan.cells[bin]
                rows += Int(scan.counts?[bin] ?? 0)
                let left = SIMD2(gradient(sum), hessian(sum))
                let right = total - left
                guard left.y >= least, right.y >= least else { continue }
                if scan.counts != nil, rows < leastRows || scan.leaf.rows - rows < leastRows { continue }
                guard let score = pairScore(left, right, l2, scan.leaf, direction: direction) else { continue }
                if own.bin >= 0 ? score >= own.score : score > own.score { own = (score, bin) }
            }
            if own.bin >= 0 { found = (own.score, own.bin, missingGoesLeft) }
        }
        guard found.bin >= 0 else { return }
        take(scan, score: found.score, toBeat: toBeat, bin: found.bin, missingGoesLeft: found.missingGoesLeft, &best)
    }

    private func take(
        _ scan: NumericScan,
        score: Double,
        toBeat: Double,
        bin: Int,
        missingGoesLeft: Bool,
        _ best: inout SplitCandidate
    ) {
        let gain = (score - toBeat) * unit
        guard best.isBeaten(by: gain, of: scan.feature) else { return }
        best = SplitCandidate(gain: gain, feature: scan.feature, bin: bin)
        best.missingGoesLeft = missingGoesLeft
        best.hadMissing = scan.missing != 0
        best.left = missingGoesLeft ? scan.missing : 0
        for index in 0...bin { best.left &+= scan.cells[index] }
        best.l2 = recipe.lambdaL2
    }
}
