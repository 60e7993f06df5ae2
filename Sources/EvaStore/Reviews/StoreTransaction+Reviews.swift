import EvaDecisions
import GRDB

extension StoreTransaction {
    /// Sends a case that is open or decided to the review queue.
    public func refer(_ id: String, cause: QueueCause) throws {
        let stored = try reader.case(id)
        guard stored.status == .open || stored.status == .decided else {
            throw StoreError(
                .wrongState,
                "the case \(id) is \(stored.status.rawValue)",
                place: id,
                cure: "only an open or decided case can be sent to review"
            )
        }
        guard stored.purged == nil else { throw StoreError.purged(id) }
        try enqueue(stored, cause, blind: false, confidence: try reader.latestSuggestion(for: stored)?.confidence)
    }

    /// Gives `reviewer` the case of the queue that matters most and that nobody holds, for as long as a lease lasts;
    /// `nil` when there is none.
    ///
    /// What the reviewer decided as an agent is passed over.
    public func claimNext(for reviewer: Int64) throws -> HeldCase? {
        let overdue = now.adding(seconds: -options.longestWaitSeconds).milliseconds
        let row = try db.first(
            """
            SELECT case_id FROM review_queue JOIN cases ON number = case_number
            WHERE (holder IS NULL OR lease_until <= :now)
              AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.case_number = number AND d.agent = :reviewer)
            ORDER BY queued >= :overdue, CASE WHEN queued < :overdue THEN queued END, risk DESC, confidence, queued,
                case_number
            LIMIT 1
            """,
            ["now": now.milliseconds, "reviewer": reviewer, "overdue": overdue]
        )
        guard let row else { return nil }
        return try claim(try row.value("case_id"), for: reviewer)
    }

    /// Gives `reviewer` a case of the queue, or a new lease on one that the reviewer holds.
    ///
    /// **Throws** `held` when another reviewer holds it, and `forbidden` when the reviewer decided it as an agent.
    public func claim(_ id: String, for reviewer: Int64) throws -> HeldCase {
        let stored = try reader.case(id)
        let item = try queued(stored)
        try checkFree(item, for: reviewer)
        let isOwn = try db.first(
            "SELECT 1 FROM decisions WHERE case_number = ? AND agent = ?",
            [stored.number, reviewer]
        )
        guard isOwn == nil else {
            throw StoreError(
                .forbidden,
                "this reviewer decided the case \(id) as an agent",
                place: id,
                cure: "leave it to another reviewer"
            )
        }
        try reader.checkUser(reviewer)
        let end = now.adding(seconds: options.leaseSeconds)
        try db.run(
            "UPDATE review_queue SET holder = ?, lease_until = ? WHERE case_number = ?",
            [reviewer, end.milliseconds, stored.number]
        )
        try audit(
            .reviewClaim,
            stored.subject,
            AuditDetail([("reviewer", .number(reviewer)), ("until", .number(end.milliseconds))])
        )
        return try reader.held(try queued(stored), stored)
    }

    /// Gives a case back to the queue.
    public func release(_ id: String, by reviewer: Int64) throws {
        let stored = try reader.case(id)
        let item = try queued(stored)
        guard item.holder == reviewer else { throw notHeld(id) }
        try db.run(
            "UPDATE review_queue SET holder = NULL, lease_until = NULL WHERE case_number = ?",
            [stored.number]
        )
        try audit(.reviewRelease, stored.subject, AuditDetail([("reviewer", .number(reviewer))]))
    }

    /// Stores the final word on a case that the reviewer holds; the case is then settled.
    ///
    /// A lease that is over still counts as long as nobody else has claimed the case.
    public func settle(_ new: NewReview) throws -> StoredReview {
        let stored = try reader.case(new.caseID)
        let item = try queued(stored)
        guard item.holder == new.reviewer else { throw notHeld(new.caseID) }
        guard new.answer != .review else {
            throw StoreError(.invalid, "the final word is pay or deny", place: "$.answer", cure: "send pay or deny")
        }
        if let note = new.note, note.utf8.count > 1 << 16 {
            throw StoreError(.invalid, "the note is longer than 64 KiB", place: "$.note", cure: "say it shorter")
        }
        let share: Double? = try db.first("SELECT share FROM review_queue WHERE case_number = ?", [stored.number])?
            .optional("share")
        let review = StoredReview(
            id: try nextNumber(in: "reviews"),
            caseNumber: stored.number,
            reviewer: new.reviewer,
            answer: new.answer,
            note: new.note,
            cause: item.cause,
            isBlind: item.isBlind,
            share: share,
            reviewed: now,
            audit: try nextAudit()
        )
        try seal(review, .reviewSettle, of: stored, [("answer", .text(new.answer.rawValue))])
        try db.run(
            """
            INSERT INTO reviews (id, case_number, reviewer, answer, note, cause, blind, share, reviewed, audit)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                review.id, stored.number, new.reviewer, new.answer.rawValue, new.note, item.cause.rawValue,
                item.isBlind,
                share, now.milliseconds, review.audit,
            ]
        )
        try db.run("DELETE FROM review_queue WHERE case_number = ?", [stored.number])
        try set(.settled, of: stored)
        return review
    }

    /// Puts a case into the queue.
    func enqueue(_ stored: StoredCase, _ cause: QueueCause, blind: Bool, confidence: Double?) throws {
        let confidence = confidence ?? 0.5
        let risk = max(0, stored.amount ?? 0) * (1 - confidence)
        try db.run(
            """
            INSERT INTO review_queue (case_number, cause, blind, share, risk, confidence, queued)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                stored.number, cause.rawValue, blind, blind ? options.blindShare : nil, risk, confidence,
                now.milliseconds,
            ]
        )
        try set(.inReview, of: stored)
        try audit(
            .reviewQueue,
            stored.subject,
            AuditDetail([("cause", .text(cause.rawValue)), ("blind", .flag(blind))])
        )
    }

    private func queued(_ stored: StoredCase) throws -> QueueItem {
        guard let item = try reader.queueItem(of: stored) else {
            throw StoreError(
                .wrongState,
                "the case \(stored.id) is not in the review queue",
                place: stored.id,
                cure: "read the case anew"
            )
        }
        return item
    }

    private func checkFree(_ item: QueueItem, for reviewer: Int64) throws {
        guard let holder = item.holder, holder != reviewer, let end = item.leaseUntil, end > now else { return }
        throw StoreError(
            .held,
            "another reviewer holds the case \(item.caseID) until \(end)",
            place: item.caseID,
            cure: "claim another one, or wait"
        )
    }

    private func notHeld(_ id: String) -> StoreError {
        StoreError(.held, "this reviewer does not hold the case \(id)", place: id, cure: "claim it first")
    }
}
