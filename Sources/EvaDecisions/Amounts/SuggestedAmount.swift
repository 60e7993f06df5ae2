/// Money at stake, and what to pay of it.
public struct SuggestedAmount: Sendable, Equatable {
    /// Amount claimed.
    public var claimed: Double
    /// Amount to pay if the claim is paid, never above the amount claimed; `nil` when no paid amounts were learned from.
    public var suggested: Double?
    /// Lower end of the 80 % interval.
    public var lowest: Double?
    /// Upper end of the 80 % interval.
    public var highest: Double?
    /// Currency of the schema; `nil` when it names none.
    public var currency: String?

    /// Creates an amount.
    public init(
        claimed: Double,
        suggested: Double? = nil,
        lowest: Double? = nil,
        highest: Double? = nil,
        currency: String?
    ) {
        self.claimed = claimed
        self.suggested = suggested
        self.lowest = lowest
        self.highest = highest
        self.currency = currency
    }
}
