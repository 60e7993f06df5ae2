import GRDB

/// Which cases to list, and how many.
public struct CaseFilter: Sendable {
    /// Only those of this status.
    public var status: CaseStatus?
    /// Only those of this user.
    public var agent: Int64?
    /// With `agent`, also those that are nobody's.
    public var includesUnassigned = false
    /// Only those with a number above this; for reading page after page.
    public var after: Int64 = 0
    /// At most so many.
    public var limit = 100

    /// All cases, the first hundred.
    public init(status: CaseStatus? = nil, agent: Int64? = nil) {
        self.status = status
        self.agent = agent
    }
}

extension StoreReader {
    /// The case called `id`.
    ///
    /// **Throws** `notFound` when there is none.
    public func `case`(_ id: String) throws -> StoredCase {
        guard let row = try db.first("SELECT * FROM cases WHERE case_id = ?", [id]) else {
            throw StoreError(.notFound, "there is no such case", place: id, cure: "check the identifier")
        }
        return try StoredCase(row)
    }

    /// Whether there is a case called `id`.
    public func hasCase(_ id: String) throws -> Bool {
        try db.first("SELECT 1 FROM cases WHERE case_id = ?", [id]) != nil
    }

    /// Cases in the order in which they came in.
    public func cases(_ filter: CaseFilter) throws -> [StoredCase] {
        let rows = try db.all(
            """
            SELECT * FROM cases
            WHERE number > :after
              AND (:status IS NULL OR status = :status)
              AND (:agent IS NULL OR agent = :agent OR (:unassigned AND agent IS NULL))
            ORDER BY number LIMIT :limit
            """,
            [
                "after": filter.after, "status": filter.status?.rawValue, "agent": filter.agent,
                "unassigned": filter.includesUnassigned, "limit": max(0, min(filter.limit, 10_000)),
            ]
        )
        return try rows.map(StoredCase.init)
    }

    /// Number of cases by status.
    public func caseCounts() throws -> [CaseStatus: Int] {
        var counts: [CaseStatus: Int] = [:]
        for row in try db.all("SELECT status, count(*) AS count FROM cases GROUP BY status") {
            counts[try row.choice("status")] = try row.value("count")
        }
        return counts
    }

    /// The case of a number.
    public func `case`(number: Int64) throws -> StoredCase {
        guard let row = try db.first("SELECT * FROM cases WHERE number = ?", [number]) else {
            throw StoreError(.notFound, "there is no such case", place: "case:\(number)", cure: "check the number")
        }
        return try StoredCase(row)
    }
}
