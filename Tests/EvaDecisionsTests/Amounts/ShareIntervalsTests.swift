import EvaDecisions
import EvaTestSupport
import Testing

@Suite("Intervals of paid shares")
struct ShareIntervalsTests {
    /// Half are paid in full, a quarter get one half, the others something between.
    private static let shares = (0..<400).map { $0 < 200 ? 1000 : $0 < 300 ? 500 : 300 + ($0 - 300) * 7 }

    @Test("a share that many have gets a cell of its own, and so do the cases paid in full")
    func cuts() throws {
        let buckets = try #require(ShareBuckets(shares: Self.shares))
        #expect(buckets.cuts.contains(499) && buckets.cuts.contains(500) && buckets.cuts.last! < 1000)
        #expect(buckets.cuts == buckets.cuts.sorted())
    }

    @Test("cases that are all paid alike, or hardly any otherwise, have no cuts")
    func alike() {
        #expect(ShareBuckets(shares: [Int](repeating: 1000, count: 600)) == nil)
        #expect(ShareBuckets(shares: [Int](repeating: 500, count: 600)) == nil)
        #expect(ShareBuckets(shares: [Int](repeating: 1000, count: 600) + [1, 2, 3]) == nil)
        #expect(ShareBuckets(shares: []) == nil)
    }

    @Test("a corpus where nobody is paid in full, or everybody half or all, has cuts")
    func edges() throws {
        let partial = try #require(ShareBuckets(shares: (0..<600).map { 200 + $0 }))
        #expect(partial.cuts.allSatisfy { $0 < 999 })
        #expect(try #require(ShareBuckets(shares: (0..<600).map { $0 % 2 == 0 ? 500 : 1000 })).cuts == [500])
    }

    @Test("intervals lie each within the next, hold the median and end with all probability")
    func nested() throws {
        let buckets = try #require(ShareBuckets(shares: Self.shares))
        var random = SplitMix(state: 9)
        for _ in 0..<300 {
            // Not in order, as cuts that were learned apart may be.
            let below = buckets.cuts.map { _ in random.uniform() }
            let all = ShareIntervals(buckets, below: below)
            for (inner, outer) in zip(all.intervals, all.intervals.dropFirst()) {
                #expect(outer.low <= inner.low && inner.high <= outer.high)
                #expect(inner.probability <= outer.probability + 1e-12)
                #expect(outer.high - outer.low > inner.high - inner.low)
            }
            #expect(all.intervals.allSatisfy { $0.low <= all.median && all.median <= $0.high })
            #expect(abs(try #require(all.intervals.last).probability - 1) < 1e-9)
            let (first, second) = (random.uniform(), random.uniform())
            let narrow = all.interval(level: min(first, second))
            let wide = all.interval(level: max(first, second))
            #expect(wide.low <= narrow.low && narrow.high <= wide.high)
            #expect(all.interval(level: 0) == all.intervals[0] && all.interval(level: 1) == all.intervals.last)
        }
    }

    @Test("the median is where half of the probability is reached")
    func median() throws {
        let buckets = try #require(ShareBuckets(shares: (0..<600).map { $0 % 2 == 0 ? 500 : 1000 }))
        #expect(ShareIntervals(buckets, below: [0.49]).median == 1000)
        #expect(ShareIntervals(buckets, below: [0.51]).median == 500)
        let sure = ShareIntervals(buckets, below: [0.1])
        #expect(sure.interval(level: 0.8) == sure.intervals[0])
        #expect(sure.intervals[0].low == 1000)
    }

    @Test("the level that a case needs is the least at which its interval holds what was paid")
    func level() throws {
        let buckets = try #require(ShareBuckets(shares: Self.shares))
        var random = SplitMix(state: 11)
        for _ in 0..<300 {
            let below = buckets.cuts.map { _ in random.uniform() }.sorted()
            let all = ShareIntervals(buckets, below: below)
            let paid = [1000.0, 500, 333, Double(random.below(1001))][random.below(4)]
            let level = all.levelToHold(paid: paid, claimed: 1000)
            func holds(_ level: Double) -> Bool {
                let interval = all.interval(level: level)
                return Double(interval.low) <= paid && paid <= Double(interval.high)
            }
            if level < 1 { #expect(holds(level)) }
            if level > 0 { #expect(!holds(level.nextDown)) }
        }
        #expect(
            ShareIntervals(buckets, below: buckets.cuts.map { _ in 0.5 }).levelToHold(paid: 1001, claimed: 1000) == 1
        )
    }
}
