import GRDB

extension StoreReader {
    /// The manager's figures, a row a group, in the order of the groups' names.
    public func figures(_ query: FigureQuery) throws -> [Figures] {
        let group =
            switch query.grouping {
            case .none: "''"
            case .segment: "coalesce(segment, '')"
            case .agent: "(SELECT name FROM users WHERE id = agent)"
            // The Sunday that ends the week, and back to its Monday.
            case .week: "date(time / 1000, 'unixepoch', 'weekday 0', '-6 days')"
            }
        let rows = try db.all(
            """
            WITH facts AS (\(Self.facts))
            SELECT \(group) AS name,
                count(*) AS decided,
                total(amount) AS money,
                count(suggestion) AS suggested,
                \(Self.sum("suggestion <> 'review'")) AS covered,
                \(Self.sum(Self.isSeen)) AS seen,
                \(Self.sum("\(Self.isSeen) AND decision <> suggestion")) AS overridden,
                \(Self.sum("\(Self.isOverride) AND final IS NOT NULL")) AS overrides_judged,
                \(Self.sum("\(Self.isOverride) AND decision = final")) AS overrides_right,
                count(final) AS reviewed,
                \(Self.sum("drawn AND final IS NOT NULL")) AS blind_settled,
                \(Self.sum("drawn AND final IS NULL")) AS blind_waiting,
                \(Self.tally("decision", of: "decision", where: "1")),
                \(Self.tally("suggestion", of: "suggestion", where: "1")),
                \(Self.tally("agent_alone", of: "alone", where: "drawn")),
                \(Self.tally("eva_alone", of: "suggestion", where: "drawn")),
                \(Self.tally("together", of: "decision", where: "drawn AND seen"))
            FROM facts GROUP BY name ORDER BY name
            """,
            [
                "since": query.since?.milliseconds, "until": query.until?.milliseconds, "segment": query.segment,
                "agent": query.agent,
            ]
        )
        return try rows.map(Figures.init)
    }

    /// A row a decided case: what the agent decided in the end and without having seen the suggestion, what Eva
    /// suggested, and the final word.
    private static let facts = """
        SELECT c.segment, coalesce(c.amount, 0) AS amount, d.agent, d.decided AS time, d.answer AS decision, d.seen,
            CASE WHEN d.seen THEN first.answer ELSE coalesce(first.answer, d.answer) END AS alone,
            s.answer AS suggestion, r.answer AS final, coalesce(r.blind, q.blind, 0) AS drawn
        FROM decisions d
        JOIN cases c ON c.number = d.case_number
        LEFT JOIN decisions first ON first.case_number = d.case_number AND first.final = 0
        LEFT JOIN suggestions s ON s.id = d.suggestion
        LEFT JOIN reviews r ON r.case_number = d.case_number
        LEFT JOIN review_queue q ON q.case_number = d.case_number
        WHERE d.final = 1
          AND (:since IS NULL OR d.decided >= :since) AND (:until IS NULL OR d.decided < :until)
          AND (:segment IS NULL OR c.segment = :segment) AND (:agent IS NULL OR d.agent = :agent)
        """

    private static let isSeen = "seen AND suggestion <> 'review'"
    private static let isOverride = "\(isSeen) AND decision <> suggestion AND decision <> 'review'"

    private static func sum(_ condition: String) -> String {
        "count(CASE WHEN \(condition) THEN 1 END)"
    }

    private static func tally(_ name: String, of answer: String, where condition: String) -> String {
        let judged = "(\(condition)) AND final IS NOT NULL AND \(answer)"
        let wrongPay = "\(judged) = 'pay' AND final = 'deny'"
        let wrongDeny = "\(judged) = 'deny' AND final = 'pay'"
        return """
            \(sum("\(judged) <> 'review'")) AS \(name)_judged,
            \(sum("\(judged) = final")) AS \(name)_right,
            \(sum("\(judged) = 'pay'")) AS \(name)_paid,
            \(sum("\(judged) = 'deny'")) AS \(name)_denied,
            \(sum(wrongPay)) AS \(name)_wrong_pay,
            \(sum(wrongDeny)) AS \(name)_wrong_deny,
            total(CASE WHEN \(judged) = 'pay' THEN amount END) AS \(name)_paid_money,
            total(CASE WHEN \(judged) = 'deny' THEN amount END) AS \(name)_denied_money,
            total(CASE WHEN \(wrongPay) THEN amount END) AS \(name)_wrong_pay_money,
            total(CASE WHEN \(wrongDeny) THEN amount END) AS \(name)_wrong_deny_money
            """
    }
}

extension Figures {
    fileprivate init(_ row: Row) throws {
        group = try row.value("name")
        decided = try row.value("decided")
        money = try row.value("money")
        suggested = try row.value("suggested")
        covered = try row.value("covered")
        seen = try row.value("seen")
        overridden = try row.value("overridden")
        overridesJudged = try row.value("overrides_judged")
        overridesRight = try row.value("overrides_right")
        reviewed = try row.value("reviewed")
        decisions = try Tally(row, "decision")
        suggestions = try Tally(row, "suggestion")
        blind.settled = try row.value("blind_settled")
        blind.waiting = try row.value("blind_waiting")
        blind.agentAlone = try Tally(row, "agent_alone")
        blind.evaAlone = try Tally(row, "eva_alone")
        blind.together = try Tally(row, "together")
    }
}

extension Tally {
    fileprivate init(_ row: Row, _ name: String) throws {
        judged = try row.value("\(name)_judged")
        right = try row.value("\(name)_right")
        wrongPay = try row.value("\(name)_wrong_pay")
        wrongDeny = try row.value("\(name)_wrong_deny")
        paid = try row.value("\(name)_paid")
        denied = try row.value("\(name)_denied")
        paidMoney = try row.value("\(name)_paid_money")
        deniedMoney = try row.value("\(name)_denied_money")
        wrongPayMoney = try row.value("\(name)_wrong_pay_money")
        wrongDenyMoney = try row.value("\(name)_wrong_deny_money")
    }
}
