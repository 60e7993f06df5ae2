/// What errors and reviews cost, in the currency of the schema's amount.
///
/// A reviewer's decision is taken as right: a review costs its price and nothing else.
public struct CostTable: Sendable, Equatable {
    /// Corpus that the costs are for.
    public var corpus: String
    /// ISO 4217 code of every amount here.
    public var currency: String
    /// Share of a wrongly paid amount that comes back, 0 to 1.
    public var wrongPayRecovery: Double
    /// What a wrong pay costs besides.
    public var wrongPayFixed: Double
    /// Share of a wrongly denied amount that the wronged customer costs.
    public var wrongDenyShare: Double
    /// What a wronged customer costs besides.
    public var wrongDenyFixed: Double
    /// What one review costs.
    public var review: Double
    /// What a case counts as whose amount is not known.
    public var missingAmount: Double

    /// Creates a table; every number is at least 0 and finite.
    public init(
        corpus: String,
        currency: String,
        wrongPayRecovery: Double = 0,
        wrongPayFixed: Double = 0,
        wrongDenyShare: Double = 0,
        wrongDenyFixed: Double = 0,
        review: Double,
        missingAmount: Double
    ) {
        self.corpus = corpus
        self.currency = currency
        self.wrongPayRecovery = wrongPayRecovery
        self.wrongPayFixed = wrongPayFixed
        self.wrongDenyShare = wrongDenyShare
        self.wrongDenyFixed = wrongDenyFixed
        self.review = review
        self.missingAmount = missingAmount
    }

    /// Largest amount that is reckoned with, so that no sum of costs is infinite.
    static let highest = 1e15

    /// Amount at stake: `amount`, or what stands for it when it is missing (NaN); never below 0.
    public func stake(_ amount: Double) -> Double {
        amount.isNaN ? missingAmount : min(max(0, amount), Self.highest)
    }

    /// What paying costs when the label is deny: the amount less what comes back, plus the fixed sum.
    public func wrongPay(amount: Double) -> Double {
        stake(amount) * (1 - wrongPayRecovery) + wrongPayFixed
    }

    /// What denying costs when the label is pay.
    public func wrongDeny(amount: Double) -> Double {
        stake(amount) * wrongDenyShare + wrongDenyFixed
    }

    /// Expected cost of an answer to a case that is paid with `probability`.
    ///
    /// **Formula**: pay (1 − p) · wrongPay, deny p · wrongDeny, review its price.
    public func expected(_ answer: Answer, probability: Double, amount: Double) -> Double {
        switch answer {
        case .pay: (1 - probability) * wrongPay(amount: amount)
        case .deny: probability * wrongDeny(amount: amount)
        case .review: review
        }
    }

    /// The answer with the least expected cost among those allowed and review.
    ///
    /// Of answers that cost the same the likelier decision comes first, review last.
    public func cheapest(
        _ allowed: AllowedAnswers = .all,
        probability: Double,
        amount: Double
    ) -> (answer: Answer, cost: Double) {
        let isPayFirst = probability >= 0.5
        var best = (answer: Answer.review, cost: review)
        for answer in [isPayFirst ? Answer.deny : .pay, isPayFirst ? .pay : .deny] {
            guard allowed.contains(answer == .pay ? .pay : .deny) else { continue }
            let cost = expected(answer, probability: probability, amount: amount)
            if cost <= best.cost { best = (answer, cost) }
        }
        return best
    }
}
