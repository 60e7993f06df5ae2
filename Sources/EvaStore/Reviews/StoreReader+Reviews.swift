import GRDB

extension StoreReader {
    private static let items = """
        SELECT review_queue.*, case_id, amount, segment FROM review_queue JOIN cases ON number = case_number
        """

    /// The review queue in the order in which cases are given out: those that have waited too long first, then by money
    /// at risk, then the least sure.
    public func queue(limit: Int = 100) throws -> [QueueItem] {
        let overdue = now.adding(seconds: -options.longestWaitSeconds).milliseconds
        return
            try db.all(
                """
                \(Self.items)
                ORDER BY queued >= :overdue, CASE WHEN queued < :overdue THEN queued END, risk DESC, confidence, queued,
                    case_number
                LIMIT :limit
                """,
                ["overdue": overdue, "limit": max(0, min(limit, 10_000))]
            )
            .map(QueueItem.init)
    }

    /// Number of cases in the queue, and of those that somebody holds.
    public func queueLength() throws -> (waiting: Int, held: Int) {
        let all = try db.count("SELECT count(*) FROM review_queue")
        let held = try db.count("SELECT count(*) FROM review_queue WHERE lease_until > ?", [now.milliseconds])
        return (all, held)
    }

    /// The cases that a reviewer holds.
    public func held(by reviewer: Int64) throws -> [HeldCase] {
        try db.all("\(Self.items) WHERE holder = ? AND lease_until > ? ORDER BY queued", [reviewer, now.milliseconds])
            .map { row in
                let item = try QueueItem(row)
                return try held(item, try `case`(number: item.caseNumber))
            }
    }

    /// A case's place in the queue; `nil` when it is not there.
    public func queueItem(of stored: StoredCase) throws -> QueueItem? {
        try db.first("\(Self.items) WHERE case_number = ?", [stored.number]).map(QueueItem.init)
    }

    /// The final word on a case; `nil` when there is none.
    public func review(of stored: StoredCase) throws -> StoredReview? {
        try db.first("SELECT * FROM reviews WHERE case_number = ?", [stored.number]).map(StoredReview.init)
    }

    func held(_ item: QueueItem, _ stored: StoredCase) throws -> HeldCase {
        HeldCase(
            item: item,
            stored: stored,
            suggestion: item.isBlind ? nil : try latestSuggestion(for: stored),
            decisions: item.isBlind ? [] : try decisions(on: stored)
        )
    }
}
