/// How much of a claimed amount was paid, in thousandths.
///
/// Whole thousandths make equal what differs only because money is rounded: half of 25.55 is half.
package enum PaidShare {
    /// All that was claimed.
    package static let full = 1000

    /// Share of a paid case; `nil` where one of the amounts is missing or makes no sense.
    ///
    /// Paid above the claim counts as paid in full, and only what was not paid in full is below `full`.
    package static func share(paid: Double, claimed: Double) -> Int? {
        guard claimed > 0, claimed.isFinite, paid >= 0, paid.isFinite else { return nil }
        guard paid < claimed else { return full }
        return min(full - 1, Int((Double(full) * (paid / claimed)).rounded()))
    }

    /// Money of a share, rounded to cents; never above the amount claimed.
    package static func money(_ share: Int, of claimed: Double, _ rounding: FloatingPointRoundingRule) -> Double {
        guard share < full else { return claimed }
        // A product of money and share is off its true value by less than this.
        let slack = rounding == .up ? -1e-6 : rounding == .down ? 1e-6 : 0
        let cents = 100 * (Double(share) / Double(full) * claimed)
        // Beyond that, cents are lost in the digits of the number anyway.
        guard cents < 1e15 else { return cents / 100 }
        return min(claimed, max(0, (cents + slack).rounded(rounding) / 100))
    }
}
