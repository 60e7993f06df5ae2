package import EvaCorpus
import EvaNumerics
import Foundation

/// The share of pay as it moved through time: what a case of that day would have got if nothing else were known.
///
/// Learners start from it as an offset, so that they learn what sets cases of one time apart, and not how the times
/// differ; a new case starts from where the share stood last.
///
/// **Formula**: log-odds of the weighted share of pay, where weights fall by half every `halfLifeDays`, to both sides
/// for training rows and backwards from the last of them for new cases; as many cases of the overall share are added
/// as steady it when few are near.
package struct Prevalence: Sendable {
    /// Log-odds on the day of each training row.
    package let offsets: [Double]
    /// Log-odds for new cases.
    package let latest: Double

    private static let halfLifeDays = 60.0
    private static let steadyingCases = 100.0

    private typealias Count = (day: Int, pay: Double, all: Double)

    package init(labels: [Int8], times: ArraySlice<CaseTime>) {
        var days: [Count] = []
        for (label, time) in zip(labels, times) {
            if days.last?.day != time.day { days.append((time.day, 0, 0)) }
            days[days.count - 1].all += 1
            if label == 1 { days[days.count - 1].pay += 1 }
        }
        let share = Double(labels.count { $0 == 1 }) / Double(max(1, labels.count))
        func logOdds(_ pay: Double, _ all: Double) -> Double {
            let steadied = (pay + Self.steadyingCases * share) / (all + Self.steadyingCases)
            return StableMath.logit(min(max(steadied, 1e-4), 1 - 1e-4))
        }
        let before = Self.faded(days)
        let after = Self.faded(days.reversed())
        var offsets: [Double] = []
        offsets.reserveCapacity(labels.count)
        for (index, day) in days.enumerated() {
            let (past, future) = (before[index], after[days.count - 1 - index])
            let offset = logOdds(past.pay + future.pay - day.pay, past.all + future.all - day.all)
            offsets += repeatElement(offset, count: Int(day.all))
        }
        self.offsets = offsets
        latest = before.last.map { logOdds($0.pay, $0.all) } ?? 0
    }

    /// For each day the sums over it and the days named before it, faded.
    private static func faded(_ days: [Count]) -> [(pay: Double, all: Double)] {
        var sums: [(pay: Double, all: Double)] = []
        var last: (pay: Double, all: Double) = (0, 0)
        for (index, day) in days.enumerated() {
            let distance = index > 0 ? abs(day.day - days[index - 1].day) : 0
            let fade = exp2(-Double(distance) / halfLifeDays)
            last = (last.pay * fade + day.pay, last.all * fade + day.all)
            sums.append(last)
        }
        return sums
    }
}
