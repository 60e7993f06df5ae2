import EvaStore
import Foundation

/// How figures, times and amounts are written.
enum Shown {
    /// A share in per cent with one decimal; a dash where there is none.
    static func percent(_ share: Double?, decimals: Int = 1) -> String {
        share.map { String(format: "%.\(decimals)f %%", 100 * $0) } ?? "–"
    }

    /// Money with groups of three and two decimals, or none where it is much.
    static func money(_ amount: Double, _ currency: String? = nil) -> String {
        let isMuch = abs(amount) >= 100_000
        let text = grouped(String(format: isMuch ? "%.0f" : "%.2f", amount))
        return currency.map { "\(text) \($0)" } ?? text
    }

    /// A whole number with groups of three.
    static func count(_ number: Int) -> String { grouped(String(number)) }

    /// Log-odds with their sign.
    static func signed(_ value: Double) -> String {
        (value < 0 ? "−" : "+") + String(format: "%.2f", abs(value))
    }

    /// A moment to the minute, in UTC.
    static func time(_ time: StoreTime) -> String {
        let text = time.description
        guard text.count > 10 else { return text + " 00:00" }
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    /// A code as words: without its underscores.
    static func words(_ code: String) -> String {
        code.contains(" ") ? code : code.replacing("_", with: " ")
    }

    private static func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1)
        let digits = parts[0].drop { $0 == "-" }
        var groups = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { groups.append(",") }
            groups.append(digit)
        }
        return (number.hasPrefix("-") ? "−" : "") + groups + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}
