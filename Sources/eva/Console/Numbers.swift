import Foundation

/// A share in per cent with one decimal.
func percent(_ share: Double) -> String {
    String(format: "%.1f %%", 100 * share)
}

/// A number with four decimals.
func decimals(_ number: Double) -> String {
    String(format: "%.4f", number)
}
