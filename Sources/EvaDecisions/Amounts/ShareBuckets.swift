/// How the paid share is cut up: a few cells, whose probabilities are learned for each case, and in each cell buckets,
/// whose parts of the cell are those of the training cases.
package struct ShareBuckets: Sendable, Equatable {
    /// Neighbouring shares that are not told apart, in thousandths.
    struct Bucket: Sendable, Equatable {
        /// Least share.
        let low: Int
        /// Median share.
        let typical: Int
        /// Greatest share.
        let high: Int
        /// Cell that the bucket is in.
        let cell: Int
        /// Part of the cell's cases that are in the bucket.
        let part: Double
    }

    /// Greatest share of each cell but the last, ascending.
    package let cuts: [Int]
    /// Buckets, ascending, without overlap; every cell has one.
    let buckets: [Bucket]

    /// Most buckets of a cell.
    private static let mostBuckets = 6
    /// Fewest cases on either side of a cut.
    private static let fewest = 20

    /// Cuts the shares of training cases at quantiles of those that were not paid in full, and below the full share.
    ///
    /// A share that so many cases have that it would fill a cell gets one of its own. `nil` where the cases differ too
    /// little in their shares for any cut.
    package init?(shares: [Int], quantiles: Int = 12) {
        let all = shares.sorted()
        let partial = Array(all.prefix { $0 < PaidShare.full })
        var cuts: Set<Int> = [PaidShare.full - 1]
        for step in 1..<quantiles where !partial.isEmpty {
            let share = partial[partial.count * step / quantiles]
            cuts.insert(share)
            if partial.count(where: { $0 == share }) * quantiles >= partial.count { cuts.insert(share - 1) }
        }
        var ends: [(cut: Int, cases: Int)] = []
        for cut in cuts.sorted() {
            let cases = all.count { $0 <= cut }
            guard min(cases, all.count - cases) >= Self.fewest else { continue }
            // Of cuts with no case between them the first says all.
            if cases > ends.last?.cases ?? 0 { ends.append((cut, cases)) }
        }
        guard !ends.isEmpty else { return nil }
        var buckets: [Bucket] = []
        var start = 0
        for (cell, end) in (ends.map(\.cases) + [all.count]).enumerated() {
            Self.append(all[start..<end], cell: cell, to: &buckets)
            start = end
        }
        self.cuts = ends.map(\.cut)
        self.buckets = buckets
    }

    private static func append(_ shares: ArraySlice<Int>, cell: Int, to buckets: inout [Bucket]) {
        let size = (shares.count + mostBuckets - 1) / mostBuckets
        var start = shares.startIndex
        while start < shares.endIndex {
            var end = min(start + size, shares.endIndex)
            while end < shares.endIndex, shares[end] == shares[end - 1] { end += 1 }
            buckets.append(
                Bucket(
                    low: shares[start],
                    typical: shares[(start + end - 1) / 2],
                    high: shares[end - 1],
                    cell: cell,
                    part: Double(end - start) / Double(shares.count)
                )
            )
            start = end
        }
    }

    /// Puts buckets together as they were written; `nil` when they do not fit together.
    init?(cuts: [Int], buckets: [Bucket]) {
        var last = (high: -1, cell: 0)
        for bucket in buckets {
            guard bucket.low > last.high, bucket.low <= bucket.typical, bucket.typical <= bucket.high,
                bucket.high <= PaidShare.full, bucket.cell == last.cell || bucket.cell == last.cell + 1,
                bucket.part > 0, bucket.part <= 1
            else { return nil }
            last = (bucket.high, bucket.cell)
        }
        guard let first = buckets.first, first.cell == 0, last.cell == cuts.count, !cuts.isEmpty,
            zip(cuts, cuts.dropFirst()).allSatisfy(<)
        else { return nil }
        self.cuts = cuts
        self.buckets = buckets
    }
}
