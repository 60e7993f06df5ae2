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
    /// Wrong pays among the pays suggested, in money, negative amounts as 0; `nil` without such money.
    public let wrongPayRate: Double?
    /// Its 95 % interval.
    public let wrongPayRateInterval: Interval?
    /// Wrong denies among the denies suggested, in money.
    public let wrongDenyRate: Double?
    /// Its 95 % interval.
    public let wrongDenyRateInterval: Interval?

    enum CodingKeys: String, CodingKey {
        case cases
        case claimed
        case suggestedPay = "suggested_pay"
        case wrongPay = "wrong_pay"
        case suggestedDeny = "suggested_deny"
        case wrongDeny = "wrong_deny"
        case wrongPayRate = "wrong_pay_rate"
        case wrongPayRateInterval = "wrong_pay_rate_interval"
        case wrongDenyRate = "wrong_deny_rate"
        case wrongDenyRateInterval = "wrong_deny_rate_interval"
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
        func rate(_ suggestion: ScoredCases.Suggestion, wrong label: Int8) -> (share: Double?, interval: Interval?) {
            let suggested = known.filter { cases.suggestions[$0] == suggestion }
            let weights = suggested.map { max(0, amounts[$0]) }
            let wrong = suggested.map { cases.labels[$0] == label }
            return (Interval.share(wrong: wrong, weights: weights), Interval(wrong: wrong, weights: weights))
        }
        (wrongPayRate, wrongPayRateInterval) = rate(.pay, wrong: 0)
        (wrongDenyRate, wrongDenyRateInterval) = rate(.deny, wrong: 1)
    }
}

extension Amounts {
    /// Writes every key; a rate that is undefined is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cases, forKey: .cases)
        try container.encode(claimed, forKey: .claimed)
        try container.encode(suggestedPay, forKey: .suggestedPay)
        try container.encode(wrongPay, forKey: .wrongPay)
        try container.encode(suggestedDeny, forKey: .suggestedDeny)
        try container.encode(wrongDeny, forKey: .wrongDeny)
        try container.encode(wrongPayRate, forKey: .wrongPayRate)
        try container.encode(wrongPayRateInterval, forKey: .wrongPayRateInterval)
        try container.encode(wrongDenyRate, forKey: .wrongDenyRate)
        try container.encode(wrongDenyRateInterval, forKey: .wrongDenyRateInterval)
    }
}
