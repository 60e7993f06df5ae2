import EvaDecisions

extension StoreTransaction {
    /// Notes what an agent decides before the suggestion can be seen; the case stays open.
    ///
    /// **Throws** `wrongState` when the suggestion was shown already, or when there is such a commitment.
    public func commit(_ new: NewDecision) throws -> StoredDecision {
        let stored = try openCase(new.caseID)
        let suggestion = try reader.latestSuggestion(for: stored)
        guard try db.first("SELECT 1 FROM decisions WHERE case_number = ?", [stored.number]) == nil else {
            throw StoreError(
                .wrongState,
                "the case \(stored.id) was committed to already",
                place: stored.id,
                cure: "make the final decision"
            )
        }
        guard try !hasSeenSuggestion(of: stored) else {
            throw StoreError(
                .wrongState,
                "the suggestion for the case \(stored.id) was seen already",
                place: stored.id,
                cure: "make the final decision; a commitment comes before the suggestion"
            )
        }
        return try insert(new, stored, suggestion, seen: false, first: true, final: false)
    }

    /// Stores an agent's decision.
    ///
    /// The case is then decided, or waits for a reviewer: when the agent leaves it to one or asks for one, when Eva
    /// suggested review, or when it is drawn for blind re-review.
    ///
    /// Whether this user may decide this case is for the caller to say.
    ///
    /// **Throws** `reasonRequired` when the answer differs from a suggestion that was seen and there is no reason.
    public func decide(_ new: NewDecision) throws -> DecisionOutcome {
        let stored = try openCase(new.caseID)
        let suggestion = try reader.latestSuggestion(for: stored)
        let seen = suggestion?.shown != nil
        if let suggestion, seen, suggestion.answer != new.answer, Self.isBlank(new.reason) {
            throw StoreError(
                .reasonRequired,
                "the decision \(new.answer.rawValue) differs from the suggestion \(suggestion.answer.rawValue)",
                place: "$.reason",
                cure: "say why in a few words"
            )
        }
        let first = try db.first("SELECT agent FROM decisions WHERE case_number = ?", [stored.number])
        if let agent = try first.map({ try reader.user($0.value("agent")) }), agent.id != new.agent,
            agent.disabled == nil
        {
            throw StoreError(
                .held,
                "another agent has committed to the case \(stored.id)",
                place: stored.id,
                cure: "leave it to that agent"
            )
        }
        let decision = try insert(new, stored, suggestion, seen: seen, first: first != nil, final: true)
        if stored.agent == nil {
            try db.run("UPDATE cases SET agent = ? WHERE number = ?", [new.agent, stored.number])
        }
        let isDrawn = try suggestion != nil && BlindDraw(db).draws(stored.id, share: options.blindShare)
        let cause: QueueCause? =
            if new.answer == .review {
                .escalated
            } else if suggestion?.answer == .review {
                .suggested
            } else if new.requestsReview {
                .requested
            } else {
                isDrawn ? .random : nil
            }
        if let cause {
            try enqueue(stored, cause, blind: isDrawn, confidence: suggestion?.confidence)
        } else {
            try set(.decided, of: stored)
        }
        let suggested = suggestion.map(\.answer)
        return DecisionOutcome(
            decision: decision,
            status: cause == nil ? .decided : .inReview,
            cause: cause,
            isOverride: seen && suggested != .review && suggested != new.answer,
            segment: stored.segment
        )
    }

    private func hasSeenSuggestion(of stored: StoredCase) throws -> Bool {
        try db.first("SELECT 1 FROM suggestions WHERE case_number = ? AND shown IS NOT NULL", [stored.number]) != nil
    }

    private func insert(
        _ new: NewDecision,
        _ stored: StoredCase,
        _ suggestion: StoredSuggestion?,
        seen: Bool,
        first: Bool,
        final: Bool
    ) throws -> StoredDecision {
        if let reason = new.reason, reason.utf8.count > 1 << 16 {
            throw StoreError(.invalid, "the reason is longer than 64 KiB", place: "$.reason", cure: "say it shorter")
        }
        try reader.checkUser(new.agent)
        let reason = Self.isBlank(new.reason) ? nil : new.reason
        let decision = StoredDecision(
            id: try nextNumber(in: "decisions"),
            caseNumber: stored.number,
            agent: new.agent,
            answer: new.answer,
            reason: reason,
            suggestion: suggestion?.id,
            hasSeen: seen,
            isDecidedFirst: first,
            isFinal: final,
            decided: now,
            audit: try nextAudit()
        )
        try seal(
            decision,
            final ? .decisionMake : .decisionCommit,
            of: stored,
            [("answer", .text(new.answer.rawValue)), ("seen", .flag(seen))]
        )
        try db.run(
            """
            INSERT INTO decisions (id, case_number, agent, answer, reason, suggestion, seen, decided_first, final,
                decided, audit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                decision.id, stored.number, new.agent, new.answer.rawValue, reason, suggestion?.id, seen, first, final,
                now.milliseconds, decision.audit,
            ]
        )
        return decision
    }

    private static func isBlank(_ text: String?) -> Bool {
        text?.allSatisfy(\.isWhitespace) ?? true
    }
}

extension StoreReader {
    /// What was decided on a case before any re-review: a commitment, if there was one, then the final decision.
    public func decisions(on stored: StoredCase) throws -> [StoredDecision] {
        try db.all("SELECT * FROM decisions WHERE case_number = ? ORDER BY id", [stored.number])
            .map(StoredDecision.init)
    }
}
