/// The two errors in money: sums of the amounts claimed, over the cases whose amount is known.
public struct Amounts: Sendable, Equatable, Codable {
    /// Cases whose amount is known.
    public let cases: Int
    /// Amount of all of them.
    public let claimed: Double
    /// Amount of those that pay was suggested for.
    public let suggestedPay: Double
    /// Amount of the wrong pays.
    public let wrongPay: Double
    /// Amount of those that deny was suggested for.
    public let suggestedDeny: Double
    /// Amount of the wrong denies.
    public let wrongDeny: Double

    enum CodingKeys: String, CodingKey {
        case cases
        case claimed
        case suggestedPay = "suggested_pay"
        case wrongPay = "wrong_pay"
        case suggestedDeny = "suggested_deny"
        case wrongDeny = "wrong_deny"
    }

    /// Sums the amounts; `nil` when no case has one.
    init?(_ cases: ScoredCases) {
        guard let amounts = cases.amounts else { return nil }
        let known = amounts.indices.filter { !amounts[$0].isNaN }
        guard !known.isEmpty else { return nil }
        func sum(_ suggestion: ScoredCases.Suggestion?, _ label: Int8?) -> Double {
            known.reduce(0) { total, index in
                let counts =
                    (suggestion.map { $0 == cases.suggestions[index] } ?? true)
                    && (label.map { $0 == cases.labels[index] } ?? true)
                guard counts else { return total }
                // Absurd amounts must not add up to infinity, which JSON cannot hold.
                let limit = Double.greatestFiniteMagnitude
                return min(max(total + amounts[index], -limit), limit)
            }
        }
        self.cases = known.count
        claimed = sum(nil, nil)
        suggestedPay = sum(.pay, nil)
        wrongPay = sum(.pay, 0)
        suggestedDeny = sum(.deny, nil)
        wrongDeny = sum(.deny, 1)
    }
}
