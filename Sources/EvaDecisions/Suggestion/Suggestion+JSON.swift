extension Suggestion: Encodable {
    private enum Key: String, CodingKey {
        case caseID = "case_id"
        case answer = "suggestion"
        case reviewCause = "review_cause"
        case decidedBy = "decided_by"
        case confidence
        case probability
        case score
        case base
        case contributions
        case reasons
        case standards
        case conflicts
        case missingEvidence = "missing_evidence"
        case precedents
        case whatWouldChangeIt = "what_would_change_it"
        case amount
        case model
    }

    private struct FieldKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    /// Writes all keys of the contract.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(caseID, forKey: .caseID)
        try container.encode(answer, forKey: .answer)
        try container.encode(reviewCause, forKey: .reviewCause)
        try container.encode(decidedBy, forKey: .decidedBy)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(probability, forKey: .probability)
        try container.encode(score, forKey: .score)
        try container.encode(base, forKey: .base)
        var fields = container.nestedContainer(keyedBy: FieldKey.self, forKey: .contributions)
        for (field, value) in contributions { try fields.encode(value, forKey: FieldKey(stringValue: field)) }
        try container.encode(reasons, forKey: .reasons)
        try container.encode(standards, forKey: .standards)
        try container.encode(conflicts, forKey: .conflicts)
        try container.encode(missingEvidence, forKey: .missingEvidence)
        try container.encode(precedents, forKey: .precedents)
        try container.encode(whatWouldChangeIt, forKey: .whatWouldChangeIt)
        try container.encode(amount, forKey: .amount)
        try container.encode(model, forKey: .model)
    }
}
