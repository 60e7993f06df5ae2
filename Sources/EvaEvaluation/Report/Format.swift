import Foundation

/// How figures are written for people, the same everywhere.
enum Format {
    /// What stands for a figure that is undefined.
    static let undefined = "–"

    /// `90.3%`.
    static func percent(_ share: Double?) -> String {
        share.map { String(format: "%.1f%%", $0 * 100) } ?? undefined
    }

    /// `89.9–90.7%`.
    static func percent(_ interval: Interval?) -> String {
        interval.map { String(format: "%.1f–%.1f%%", $0.low * 100, $0.high * 100) } ?? undefined
    }

    /// `0.652`.
    static func number(_ value: Double?) -> String {
        value.map { String(format: "%.3f", $0) } ?? undefined
    }

    /// `182,835`.
    static func count(_ value: Int) -> String { grouped(String(value)) }

    /// `1,250.50 USD`.
    static func money(_ amount: Double, _ currency: String?) -> String {
        let parts = String(format: "%.2f", amount).split(separator: ".")
        return parts.count == 2
            ? "\(grouped(String(parts[0]))).\(parts[1])" + (currency.map { " \($0)" } ?? "") : undefined
    }

    /// `1,251`.
    static func whole(_ amount: Double?) -> String {
        // A sum that rounds to nothing has no sign.
        amount.map { grouped(String(format: "%.0f", $0.rounded() == 0 ? 0 : $0)) } ?? undefined
    }

    /// `1,102 to 1,395`.
    static func whole(_ interval: Interval) -> String { "\(whole(interval.low)) to \(whole(interval.high))" }

    private static func grouped(_ digits: String) -> String {
        let isNegative = digits.hasPrefix("-")
        var grouped = ""
        for (index, digit) in digits.drop(while: { $0 == "-" }).reversed().enumerated() {
            if index > 0, index % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (isNegative ? "-" : "") + String(grouped.reversed())
    }
}
