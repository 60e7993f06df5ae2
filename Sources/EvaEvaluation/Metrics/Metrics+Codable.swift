extension Metrics: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case cases
        case baseRate = "base_rate"
        case accuracy
        case accuracyInterval = "accuracy_interval"
        case majorityAccuracy = "majority_accuracy"
        case auc
        case logLoss = "log_loss"
        case brier
        case ece
        case aurc
        case coverage
        case selectiveAccuracy = "selective_accuracy"
        case selectiveAccuracyInterval = "selective_accuracy_interval"
        case selectiveError = "selective_error"
        case wrongPayRate = "wrong_pay_rate"
        case wrongPayRateInterval = "wrong_pay_rate_interval"
        case wrongDenyRate = "wrong_deny_rate"
        case wrongDenyRateInterval = "wrong_deny_rate_interval"
        case confusion
        case reviewCauses = "review_causes"
        case amounts
        case money
        case firstDecisions = "first_decisions"
        case bestPossible = "best_possible"
        case simulated
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        cases = try container.decode(Int.self, forKey: .cases)
        baseRate = try container.decode(Double.self, forKey: .baseRate)
        accuracy = try container.decode(Double.self, forKey: .accuracy)
        accuracyInterval = try container.decode(Interval.self, forKey: .accuracyInterval)
        majorityAccuracy = try container.decode(Double.self, forKey: .majorityAccuracy)
        auc = try container.decodeIfPresent(Double.self, forKey: .auc)
        logLoss = try container.decode(Double.self, forKey: .logLoss)
        brier = try container.decode(Double.self, forKey: .brier)
        ece = try container.decode(Double.self, forKey: .ece)
        aurc = try container.decode(Double.self, forKey: .aurc)
        coverage = try container.decode(Double.self, forKey: .coverage)
        selectiveAccuracy = try container.decodeIfPresent(Double.self, forKey: .selectiveAccuracy)
        selectiveAccuracyInterval = try container.decodeIfPresent(Interval.self, forKey: .selectiveAccuracyInterval)
        selectiveError = try container.decodeIfPresent(Double.self, forKey: .selectiveError)
        wrongPayRate = try container.decodeIfPresent(Double.self, forKey: .wrongPayRate)
        wrongPayRateInterval = try container.decodeIfPresent(Interval.self, forKey: .wrongPayRateInterval)
        wrongDenyRate = try container.decodeIfPresent(Double.self, forKey: .wrongDenyRate)
        wrongDenyRateInterval = try container.decodeIfPresent(Interval.self, forKey: .wrongDenyRateInterval)
        confusion = try container.decode(Confusion.self, forKey: .confusion)
        reviewCauses = try container.decode([String: Int].self, forKey: .reviewCauses)
        amounts = try container.decodeIfPresent(Amounts.self, forKey: .amounts)
        money = try container.decodeIfPresent(Money.self, forKey: .money)
        firstDecisions = try container.decodeIfPresent(FirstDecisions.self, forKey: .firstDecisions)
        bestPossible = try container.decodeIfPresent(BestPossible.self, forKey: .bestPossible)
    }

    /// Reads what `encodeEmpty(to:)` wrote as `nil`.
    static func decodeUnlessEmpty(from decoder: any Decoder) throws -> Metrics? {
        let cases = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .cases)
        return cases == 0 ? nil : try Metrics(from: decoder)
    }

    /// Writes every key for no case: all figures are null.
    static func encodeEmpty(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        for key in CodingKeys.allCases { try container.encodeNil(forKey: key) }
        try container.encode(0, forKey: .cases)
    }

    /// Writes every key; the synthesised method would leave out those that are nil.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cases, forKey: .cases)
        try container.encode(baseRate, forKey: .baseRate)
        try container.encode(accuracy, forKey: .accuracy)
        try container.encode(accuracyInterval, forKey: .accuracyInterval)
        try container.encode(majorityAccuracy, forKey: .majorityAccuracy)
        try container.encode(auc, forKey: .auc)
        try container.encode(logLoss, forKey: .logLoss)
        try container.encode(brier, forKey: .brier)
        try container.encode(ece, forKey: .ece)
        try container.encode(aurc, forKey: .aurc)
        try container.encode(coverage, forKey: .coverage)
        try container.encode(selectiveAccuracy, forKey: .selectiveAccuracy)
        try container.encode(selectiveAccuracyInterval, forKey: .selectiveAccuracyInterval)
        try container.encode(selectiveError, forKey: .selectiveError)
        try container.encode(wrongPayRate, forKey: .wrongPayRate)
        try container.encode(wrongPayRateInterval, forKey: .wrongPayRateInterval)
        try container.encode(wrongDenyRate, forKey: .wrongDenyRate)
        try container.encode(wrongDenyRateInterval, forKey: .wrongDenyRateInterval)
        try container.encode(confusion, forKey: .confusion)
        try container.encode(reviewCauses, forKey: .reviewCauses)
        try container.encode(amounts, forKey: .amounts)
        try container.encode(money, forKey: .money)
        try container.encode(firstDecisions, forKey: .firstDecisions)
        try container.encode(bestPossible, forKey: .bestPossible)
        try container.encode(simulated, forKey: .simulated)
    }
}
