/// One task of growth: a stretch of words of the histograms of two siblings.
struct TileWork: Sendable {
    let bytes: [UInt8]
    /// Rows of `bytes`.
    let allRows: Int
    /// Words of all lanes.
    let allWords: Int
    let cells: SharedPointer<Int64>
    /// Rows of the smaller sibling.
    let rows: SharedPointer<UInt32>
    let count: Int
    /// Histogram of the smaller sibling, to be filled.
    let fresh: SharedPointer<Int64>
    let freshSums: LeafSums
    /// Histogram of the parent, to become the larger sibling's; `nil` at the root.
    let parent: SharedPointer<Int64>?
    let restSums: LeafSums?
    let finder: SplitFinder
    let isUsed: [Bool]

    /// Makes the histogram of a stretch of the rows; `target` is as large as `fresh`.
    func fill(_ words: Range<Int>, _ stretch: Range<Int>, to target: UnsafeMutablePointer<Int64>) {
        let start = words.lowerBound * Histogram.wordCells
        (target + start).update(repeating: 0, count: words.count * Histogram.wordCells)
        let plane = BinnedMatrix.Plane(ofWord: words.lowerBound, words: allWords, rows: allRows)
        bytes.withUnsafeBufferPointer { bytes in
            guard let bytes = bytes.baseAddress else { return }
            Histogram.add(
                bytes + plane.offset,
                stride: plane.stride,
                words: words.count,
                cells.base,
                rows.base + stretch.lowerBound,
                stretch.count,
                to: target + start
            )
        }
    }

    /// Adds the histograms of other stretches of the rows to `fresh`, subtracts, and searches the features given; returns
    /// the best splits of the smaller and the larger sibling.
    func search(
        _ words: Range<Int>,
        adding parts: [SharedPointer<Int64>],
        _ features: [Int],
        _ scratch: SplitScratch
    ) -> (SplitCandidate, SplitCandidate) {
        let start = words.lowerBound * Histogram.wordCells
        let size = words.count * Histogram.wordCells
        for part in parts { Histogram.add(part.base + start, to: fresh.base + start, count: size) }
        if let parent { Histogram.subtract(fresh.base + start, from: parent.base + start, count: size) }
        var sums = freshSums
        if parent == nil {
            sums.total = 0
            for cell in start..<start + Histogram.laneCells { sums.total &+= fresh.base[cell] }
        }
        var best = (SplitCandidate(), SplitCandidate())
        finder.find(
            features,
            isUsed: isUsed,
            leaf: sums,
            cells: fresh.base,
            counts: nil,
            scratch: scratch,
            best: &best.0
        )
        if let parent, let restSums {
            finder.find(
                features,
                isUsed: isUsed,
                leaf: restSums,
                cells: parent.base,
                counts: nil,
                scratch: scratch,
                best: &best.1
            )
        }
        return best
    }
}
