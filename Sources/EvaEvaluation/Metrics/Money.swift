/// What the suggestions cost in money, and what they save against giving every case the same answer.
///
/// A right suggestion costs nothing; a review costs its price and is taken as right.
public struct Money: Sendable, Equatable, Codable {
    /// A sum over the judged cases.
    public struct Sum: Sendable, Equatable, Codable {
        /// The sum.
        public let total: Double
        /// 95 % interval of what as many cases of the same kind would sum up to; `nil` for a single case.
        public let interval: Interval?
    }

    /// Amount at stake over all cases.
    public let atStake: Double
    /// Cost of the suggestions: errors and reviews.
    public let cost: Sum
    /// The part of it that wrong pays cost.
    public let wrongPay: Double
    /// The part of it that wrong denies cost.
    public let wrongDeny: Double
    /// The part of it that reviews cost.
    public let review: Double
    /// What paying all would cost.
    public let payAll: Double
    /// What denying all would cost.
    public let denyAll: Double
    /// What reviewing all would cost.
    public let reviewAll: Double
    /// Cost of paying all, less that of the suggestions.
    public let savedAgainstPayAll: Sum
    /// Cost of denying all, less that of the suggestions.
    public let savedAgainstDenyAll: Sum
    /// Cost of reviewing all, less that of the suggestions.
    public let savedAgainstReviewAll: Sum

    /// The answer that costs least when every case gets it.
    var cheapestWay: ScoredCases.Suggestion {
        if payAll <= min(denyAll, reviewAll) { return .pay }
        return denyAll <= reviewAll ? .deny : .review
    }

    /// `12,345 CNY, 6,789 less than paying all; saved with 95% interval 5,432 to 8,146`: the costs, and what they save against the cheapest of
    /// the three ways without Eva.
    public func described(_ currency: String) -> String {
        let saved = saved(against: cheapestWay)
        let (isLess, way) = (saved.total >= 0, ReportWords.way(cheapestWay))
        let interval = saved.interval.map { "; saved with 95% interval \(Format.whole($0))" } ?? ""
        return "\(Format.whole(cost.total)) \(currency), \(Format.whole(abs(saved.total))) "
            + "\(isLess ? "less" : "more") than \(way)\(interval)"
    }

    /// What is saved against giving every case this answer.
    func saved(against way: ScoredCases.Suggestion) -> Sum {
        switch way {
        case .pay: savedAgainstPayAll
        case .deny: savedAgainstDenyAll
        case .review: savedAgainstReviewAll
        }
    }

    enum CodingKeys: String, CodingKey {
        case atStake = "at_stake"
        case cost
        case wrongPay = "wrong_pay"
        case wrongDeny = "wrong_deny"
        case review
        case payAll = "pay_all"
        case denyAll = "deny_all"
        case reviewAll = "review_all"
        case savedAgainstPayAll = "saved_against_pay_all"
        case savedAgainstDenyAll = "saved_against_deny_all"
        case savedAgainstReviewAll = "saved_against_review_all"
    }

    /// Adds up the costs; `nil` when the cases have none.
    init?(_ cases: ScoredCases) {
        guard let costs = cases.costs else { return nil }
        func each(_ suggestion: ScoredCases.Suggestion) -> [Double] {
            cases.labels.indices.map { costs.cost(of: suggestion, label: cases.labels[$0], at: $0) }
        }
        let spent = cases.labels.indices.map {
            costs.cost(of: cases.suggestions[$0], label: cases.labels[$0], at: $0)
        }
        func part(_ suggestion: ScoredCases.Suggestion) -> Double {
            spent.indices.reduce(0) { cases.suggestions[$1] == suggestion ? $0 + spent[$1] : $0 }
        }
        func saved(_ all: [Double]) -> Sum { Sum(zip(all, spent).map { $0 - $1 }) }
        let (pay, deny, review) = (each(.pay), each(.deny), each(.review))
        atStake = costs.stakes.reduce(0, +)
        cost = Sum(spent)
        wrongPay = part(.pay)
        wrongDeny = part(.deny)
        self.review = part(.review)
        payAll = pay.reduce(0, +)
        denyAll = deny.reduce(0, +)
        reviewAll = review.reduce(0, +)
        savedAgainstPayAll = saved(pay)
        savedAgainstDenyAll = saved(deny)
        savedAgainstReviewAll = saved(review)
    }
}

extension Money.Sum {
    /// **Formula**: Σ ± 1.96 √(n/(n−1) Σ(x − x̄)²): the cases are taken as independent draws of one kind.
    init(_ values: [Double]) {
        let total = values.reduce(0, +)
        self.total = total
        guard values.count > 1 else {
            interval = nil
            return
        }
        let count = Double(values.count)
        let mean = total / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let spread = Interval.normalQuantile * (count / (count - 1) * squares).squareRoot()
        interval = Interval(low: total - spread, high: total + spread)
    }

    enum CodingKeys: String, CodingKey {
        case total
        case interval
    }

    /// Writes `null` where there is no interval, so that the key is always there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(total, forKey: .total)
        try container.encode(interval, forKey: .interval)
    }
}
