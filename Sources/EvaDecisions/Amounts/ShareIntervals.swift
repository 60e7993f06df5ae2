/// Intervals of the paid share of one case, each within the next: from the bucket with the median to all buckets.
///
/// An interval grows to the side, and as far, as adds most probability for its width; so it reaches a heap behind a gap
/// in one step.
package struct ShareIntervals: Sendable {
    /// An interval by its ends in thousandths, with the probability that the model gives it.
    package struct Interval: Sendable, Equatable {
        package let low: Int
        package let high: Int
        package let probability: Double
    }

    /// Median share, in thousandths.
    package let median: Int
    /// Intervals, the narrowest first.
    package let intervals: [Interval]

    /// Grows the intervals of a case; `below` has the probability that its share is at most that of each cut.
    ///
    /// Where they fall from one cut to the next, for each was learned alone, the greater one counts.
    package init(_ buckets: ShareBuckets, below: [Double]) {
        var cells: [Double] = []
        var last = 0.0
        for probability in below {
            let next = max(last, probability)
            cells.append(next - last)
            last = next
        }
        cells.append(1 - last)
        let masses = buckets.buckets.map { cells[$0.cell] * $0.part }
        self.init(buckets.buckets, masses)
    }

    private init(_ buckets: [ShareBuckets.Bucket], _ masses: [Double]) {
        var sum = 0.0
        let middle = masses.firstIndex { mass in
            sum += mass
            return sum >= 0.5
        }
        var (first, last) = (middle ?? masses.count - 1, middle ?? masses.count - 1)
        median = buckets[first].typical
        var probability = masses[first]
        var intervals = [Interval(low: buckets[first].low, high: buckets[last].high, probability: probability)]
        while first > 0 || last + 1 < buckets.count {
            var best = (density: -1.0, first: first, last: last, gained: 0.0)
            var gained = 0.0
            for next in stride(from: first - 1, through: 0, by: -1) {
                gained += masses[next]
                let density = gained / Double(buckets[first].low - buckets[next].low)
                if density > best.density { best = (density, next, last, gained) }
            }
            gained = 0
            for next in last + 1..<max(last + 1, buckets.count) {
                gained += masses[next]
                let density = gained / Double(buckets[next].high - buckets[last].high)
                if density > best.density { best = (density, first, next, gained) }
            }
            (first, last) = (best.first, best.last)
            probability += best.gained
            intervals.append(Interval(low: buckets[first].low, high: buckets[last].high, probability: probability))
        }
        self.intervals = intervals
    }

    /// The widest interval that `level` asks for, or else the narrowest there is.
    package func interval(level: Double) -> Interval {
        intervals[intervals.indices.last { self.level(of: $0) <= level } ?? 0]
    }

    /// The least level that asks for an interval which, in money, holds what was paid; 1 when none does.
    package func levelToHold(paid: Double, claimed: Double) -> Double {
        let first = intervals.firstIndex { interval in
            paid >= PaidShare.money(interval.low, of: claimed, .down)
                && paid <= PaidShare.money(interval.high, of: claimed, .up)
        }
        return first.map { min(1, level(of: $0)) } ?? 1
    }

    /// The level from which on an interval is asked for: half-way between its probability and that of the one before.
    ///
    /// Shares come in heaps, so intervals grow in leaps: one is taken that is nearest to the level, not always above.
    private func level(of index: Int) -> Double {
        index > 0 ? (intervals[index - 1].probability + intervals[index].probability) / 2 : 0
    }
}
