/// Cases by label and suggestion: `denyPay` counts the wrong pays, `payDeny` the wrong denies.
public struct Confusion: Sendable, Equatable, Codable {
    /// Label pay, suggested pay.
    public private(set) var payPay = 0
    /// Label pay, suggested deny: wrong denies.
    public private(set) var payDeny = 0
    /// Label pay, left to review.
    public private(set) var payReview = 0
    /// Label deny, suggested pay: wrong pays.
    public private(set) var denyPay = 0
    /// Label deny, suggested deny.
    public private(set) var denyDeny = 0
    /// Label deny, left to review.
    public private(set) var denyReview = 0

    enum CodingKeys: String, CodingKey {
        case payPay = "pay_pay"
        case payDeny = "pay_deny"
        case payReview = "pay_review"
        case denyPay = "deny_pay"
        case denyDeny = "deny_deny"
        case denyReview = "deny_review"
    }

    init(_ cases: ScoredCases) {
        for (label, suggestion) in zip(cases.labels, cases.suggestions) {
            switch (label == 1, suggestion) {
            case (true, .pay): payPay += 1
            case (true, .deny): payDeny += 1
            case (true, .review): payReview += 1
            case (false, .pay): denyPay += 1
            case (false, .deny): denyDeny += 1
            case (false, .review): denyReview += 1
            }
        }
    }

    /// Cases that pay was suggested for.
    public var suggestedPay: Int { payPay + denyPay }
    /// Cases that deny was suggested for.
    public var suggestedDeny: Int { payDeny + denyDeny }
    /// Cases that either was suggested for.
    public var suggested: Int { suggestedPay + suggestedDeny }
    /// Cases whose suggestion was not their label.
    public var wrong: Int { denyPay + payDeny }
}
