import EvaDecisions
import EvaStore
import Testing

@Suite("Figures")
struct FigureTests {
    /// Decides cases by hand-written rows, all drawn for blind re-review.
    ///
    /// Columns: segment, amount, suggestion, commitment before it, decision, final word.
    private static let rows: [(String, Double, Answer, Answer?, Answer, Answer?)] = [
        ("shoes", 10, .pay, .deny, .pay, .pay),
        ("shoes", 20, .pay, .pay, .pay, .deny),
        ("shoes", 30, .deny, nil, .pay, .pay),
        ("coats", 40, .deny, .deny, .deny, .pay),
        ("coats", 50, .review, nil, .pay, .pay),
        ("coats", 60, .pay, nil, .pay, nil),
    ]

    private func filled() async throws -> StoreExample {
        let example = try await StoreExample.make { $0.blindShare = 1 }
        example.clock.set("2024-03-08T12:00")
        let agent = example.agent.id
        for (number, row) in Self.rows.enumerated() {
            let id = "case-\(number)"
            let suggestion = try await example.suggest(
                id,
                row.2,
                amount: row.1,
                segment: row.0,
                isShown: row.3 == nil
            )
            if let committed = row.3 {
                try await example.store.write(as: .user(agent)) { transaction in
                    _ = try transaction.commit(NewDecision(caseID: id, agent: agent, answer: committed))
                    try transaction.show(suggestion.id)
                }
            }
            try await example.decide(id, row.4, reason: "so")
            if let final = row.5 { try await example.settle(id, final) }
            example.clock.advance(86_400)
        }
        return example
    }

    @Test("the newest labelled cases come first, and those that wait for a reviewer do not")
    func labelled() async throws {
        let example = try await filled()
        defer { example.remove() }
        let all = try await example.store.read { try $0.labelled(newest: 100) }
        #expect(all.map(\.id) == ["case-4", "case-3", "case-2", "case-1", "case-0"])
        #expect(all.map(\.label) == [.pay, .pay, .pay, .deny, .pay])
        #expect(try await example.store.read { try $0.labelled(newest: 2) } == Array(all.prefix(2)))
    }

    @Test("counts and money are those of the cases")
    func all() async throws {
        let example = try await filled()
        defer { example.remove() }
        let figures = try #require(await example.store.read { try $0.figures(FigureQuery()) }.first)
        #expect(figures.decided == 6 && figures.money == 210 && figures.suggested == 6 && figures.covered == 5)
        #expect(figures.seen == 5 && figures.overridden == 1)
        #expect(figures.overridesJudged == 1 && figures.overridesRight == 1)
        #expect(figures.reviewed == 5 && figures.coverage == 5.0 / 6 && figures.overrideRate == 0.2)
        let team = figures.decisions
        #expect(team.judged == 5 && team.right == 3 && team.accuracy == 0.6)
        #expect(team.wrongPay == 1 && team.wrongPayMoney == 20 && team.paid == 4 && team.wrongPayRate == 0.25)
        #expect(team.paidMoney == 110 && team.deniedMoney == 40)
        #expect(team.wrongDeny == 1 && team.wrongDenyMoney == 40 && team.denied == 1 && team.wrongDenyRate == 1)
        let eva = figures.suggestions
        #expect(eva.judged == 4 && eva.right == 1 && eva.wrongPayMoney == 20 && eva.wrongDenyMoney == 70)
    }

    @Test("agent alone, Eva alone and both together are told apart on the blind share")
    func blind() async throws {
        let example = try await filled()
        defer { example.remove() }
        let blind = try #require(await example.store.read { try $0.figures(FigureQuery()) }.first).blind
        #expect(blind.settled == 5 && blind.waiting == 1)
        // Only commitments are decisions without the suggestion here: deny (wrong), pay (wrong), deny (wrong).
        #expect(blind.agentAlone.judged == 3 && blind.agentAlone.right == 0)
        #expect(blind.evaAlone.judged == 4 && blind.evaAlone.right == 1)
        #expect(blind.together.judged == 5 && blind.together.right == 3)
    }

    @Test("figures add up by segment, agent and week")
    func groups() async throws {
        let example = try await filled()
        defer { example.remove() }
        func groups(_ grouping: FigureQuery.Grouping) async throws -> [Figures] {
            try await example.store.read { try $0.figures(FigureQuery(grouping)) }
        }
        let segments = try await groups(.segment)
        #expect(segments.map(\.group) == ["coats", "shoes"] && segments.map(\.money) == [150, 60])
        #expect(segments.map(\.decisions.wrongPay) == [0, 1])
        #expect(try await groups(.agent).map(\.group) == ["anna"])
        let weeks = try await groups(.week)
        // 8 March 2024 is a Friday.
        #expect(weeks.map(\.group) == ["2024-03-04", "2024-03-11"] && weeks.map(\.decided) == [3, 3])
    }

    @Test("figures of a part are those of the cases in it, none of none")
    func parts() async throws {
        let example = try await filled()
        defer { example.remove() }
        func money(_ change: @Sendable (inout FigureQuery) -> Void) async throws -> [Double] {
            var query = FigureQuery()
            change(&query)
            return try await example.store.read { [query] in try $0.figures(query).map(\.money) }
        }
        let day = try #require(StoreTime(parsing: "2024-03-10"))
        #expect(try await money { $0.since = day } == [180])
        #expect(try await money { $0.until = day } == [30])
        #expect(try await money { $0.segment = "shoes" } == [60])
        #expect(try await money { $0.agent = 99 } == [])
    }

    @Test("a decision made without having seen the suggestion is the agent's alone")
    func unseen() async throws {
        let example = try await StoreExample.make { $0.blindShare = 1 }
        defer { example.remove() }
        try await example.suggest("A", .pay, isShown: false)
        try await example.decide("A", .deny)
        try await example.settle("A", .deny)
        let figures = try #require(await example.store.read { try $0.figures(FigureQuery()) }.first)
        #expect(figures.seen == 0 && figures.overridden == 0)
        #expect(figures.blind.agentAlone.right == 1 && figures.blind.together.judged == 0)
    }
}
