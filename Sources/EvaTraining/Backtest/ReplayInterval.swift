package import EvaCorpus

/// Length of a backtest's periods, which begin with the months, quarters, halves or years of the calendar.
public enum ReplayInterval: String, Sendable, CaseIterable {
    case month
    case quarter
    case half
    case year

    private var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        }
    }

    var periodsPerYear: Int { 12 / months }

    /// The periods from `since` on that end with the one of `last`, or at `until`; the first and the last may be short.
    package func periods(since: CaseTime, until: CaseTime?, last: CaseTime) -> [ReplayPeriod] {
        var periods: [ReplayPeriod] = []
        var start = since
        while start <= last, until.map({ start < $0 }) ?? true {
            let next = end(of: start)
            periods.append(ReplayPeriod(name: name(of: start), start: start, end: min(next, until ?? next)))
            start = next
        }
        return periods
    }

    /// First moment after the calendar's period of `time`.
    private func end(of time: CaseTime) -> CaseTime {
        CaseTime(year: time.year, month: (time.month - 1) / months * months + months + 1)
    }

    /// `2015`, `2015-H2`, `2015-Q3`, `2015-08`: in the order of time as text, too.
    private func name(of time: CaseTime) -> String {
        let (year, month) = (String(time.description.prefix(4)), time.month)
        return switch self {
        case .year: year
        case .half: "\(year)-H\((month + 5) / 6)"
        case .quarter: "\(year)-Q\((month + 2) / 3)"
        case .month: String(time.description.prefix(7))
        }
    }
}

/// A stretch of time whose cases are scored by one model.
package struct ReplayPeriod: Sendable, Equatable {
    package let name: String
    /// First moment.
    package let start: CaseTime
    /// First moment after it.
    package let end: CaseTime
}
