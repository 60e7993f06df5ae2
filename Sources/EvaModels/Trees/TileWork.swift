/// One task of growth: a stretch of words of the histograms of two siblings.
struct TileWork: Sendable {
    let bytes: [UInt8]
    let stride: Int
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

    /// Fills, subtracts and searches the words given; returns the best splits of the smaller and the larger sibling.
    func run(_ words: Range<Int>, _ features: [Int], _ scratch: SplitScratch) -> (SplitCandidate, SplitCandidate) {
        let start = words.lowerBound * Histogram.wordCells
        (fresh.base + start).update(repeating: 0, count: words.count * Histogram.wordCells)
        bytes.withUnsafeBufferPointer { bytes in
            guard let bytes = bytes.baseAddress else { return }
            Histogram.add(bytes, stride: stride, cells.base, rows.base, count, words: words, to: fresh.base)
        }
        if let parent { Histogram.subtract(fresh.base, from: parent.base, words: words) }
        var sums = freshSums
        if parent == nil {
            sums.total = 0
            for cell in start..<start + Histogram.laneCells { sums.total &+= fresh.base[cell] }
        }
        var best = (SplitCandidate(), SplitCandidate())
        for feature in features where isUsed[feature] {
            finder.find(
                feature: feature,
                leaf: sums,
                cells: fresh.base,
                counts: nil,
                scratch: scratch,
                best: &best.0
            )
            if let parent, let restSums {
                finder.find(
                    feature: feature,
                    leaf: restSums,
                    cells: parent.base,
                    counts: nil,
                    scratch: scratch,
                    best: &best.1
                )
            }
        }
        return best
    }
}
