package import EvaCorpus
import Foundation
import Synchronization

/// The present time as the header `Date` has it, written out once a second.
///
/// **Source** RFC 9110, section 5.6.7.
package final class HTTPDate: Sendable {
    private let last = Mutex((second: Int64.min, text: ""))

    var now: String {
        let second = Int64(Date.now.timeIntervalSince1970)
        return last.withLock { last in
            if last.second != second { last = (second, Self.text(CaseTime(seconds: second))) }
            return last.text
        }
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    package static func text(_ time: CaseTime) -> String {
        let (year, month, day) = time.civil
        let seconds = Int(time.seconds) - time.day * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two).joined(separator: ":")
        return "\(weekdays[time.weekday]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
    }
}
