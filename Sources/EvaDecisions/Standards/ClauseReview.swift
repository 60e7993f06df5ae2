import EvaBundle
public import EvaCorpus
public import EvaStandards

/// The written clauses as they bear on decisions: what applies to a case, and what it makes of the model's answer.
///
/// In this order: clauses of `must_pay` and `must_deny` that are in force outrank the model, and where they say opposite
/// things a reviewer decides; evidence that is asked for and missing sends to a reviewer what would be paid without it,
/// and what would not be denied with it; everything else is the model's to answer.
public struct ClauseReview: Sendable {
    /// The clauses.
    public var catalogue: StandardCatalogue { matcher.catalogue }
    let matcher: CatalogueMatcher
    private let evidenceField: Int?

    /// Prepares a catalogue for the cases of a schema.
    public init(_ catalogue: StandardCatalogue, schema: Schema) {
        matcher = CatalogueMatcher(catalogue, schema: schema)
        evidenceField = catalogue.evidenceField.flatMap(schema.fieldIndex)
    }

    /// Clauses that apply to a row.
    func matches(_ table: CaseTable, row: Int) -> [CatalogueMatcher.Match] {
        matcher.matches(table, row: row)
    }

    /// What becomes of the model's decision on a row.
    ///
    /// `asking` gives the model's decision on another case, in a table of one row; it is asked once at most.
    func settle(
        _ decision: Decision,
        _ matches: [CatalogueMatcher.Match],
        _ table: CaseTable,
        row: Int,
        asking model: (CaseTable) throws -> Decision
    ) rethrows -> Decision {
        if matches.isEmpty { return decision }
        if let settled = Self.outranked(decision, by: matches) { return settled }
        let required = Self.requiredEvidence(matches)
        guard !required.isEmpty, let evidenceField else { return decision }
        if decision.answer == .pay {
            let needsMore = matches.contains { $0.effect == .needsEvidence && $0.isInForce }
            return needsMore ? decision.settled(.review, .evidenceMissing) : decision
        }
        // The claimant could still send it: what would then be said?
        let complete = table.adding(required, toSet: evidenceField, row: row)
        let later =
            try Self.outranked(decision, by: matcher.matches(complete, row: 0)) ?? model(complete)
        return later.answer == decision.answer ? decision : decision.settled(.review, .evidenceMissing)
    }

    /// The decision that clauses in force give, whatever the model says; `nil` when none of them must be followed.
    private static func outranked(_ decision: Decision, by matches: [CatalogueMatcher.Match]) -> Decision? {
        let mustPay = matches.contains { $0.effect == .mustPay && $0.isInForce }
        let mustDeny = matches.contains { $0.effect == .mustDeny && $0.isInForce }
        switch (mustPay, mustDeny) {
        case (true, true): return decision.settled(.review, .standardsInConflict)
        case (true, false): return decision.settled(.pay)
        case (false, true): return decision.settled(.deny)
        case (false, false): return nil
        }
    }

    /// Missing evidence without which a claim is not to be paid, or with which it would have to be.
    ///
    /// What a clause that merely supports asks for makes it no duty to wait: the claimant need not send it.
    private static func requiredEvidence(_ matches: [CatalogueMatcher.Match]) -> [String] {
        var evidence: [String] = []
        for match in matches where match.effect == .needsEvidence || match.effect == .mustPay {
            for name in match.missingEvidence where !evidence.contains(name) { evidence.append(name) }
        }
        return evidence
    }
}

extension Decision {
    /// The same case with the answer that clauses give.
    ///
    /// The confidence is what the model gives the clauses' answer: it may be small.
    fileprivate func settled(_ answer: Answer, _ cause: ReviewCause? = nil) -> Decision {
        var decision = self
        decision.answer = answer
        decision.reviewCause = cause
        decision.decidedBy = .standard
        switch answer {
        case .pay: decision.confidence = probability
        case .deny: decision.confidence = 1 - probability
        case .review: decision.confidence = max(probability, 1 - probability)
        }
        return decision
    }
}
