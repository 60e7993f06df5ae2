import EvaDecisions
import EvaStore
import Testing

@Suite("Decisions")
struct DecisionTests {
    @Test("to follow the suggestion needs no reason, to differ from one that was seen does")
    func reasons() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for id in ["A", "B", "C"] { try await example.suggest(id, .pay) }
        try await example.suggest("D", .pay, isShown: false)
        #expect(try await example.decide("A", .pay).status == .decided)
        for reason in [nil, "", " \n"] {
            #expect(await code { try await example.decide("B", .deny, reason: reason) } == .reasonRequired)
        }
        #expect(try await example.stored("B").status == .open)
        let outcome = try await example.decide("B", .deny, reason: "no photo of the label")
        #expect(outcome.decision.hasSeen && outcome.decision.reason == "no photo of the label")
        // What was not seen cannot be contradicted.
        #expect(try await example.decide("D", .deny).decision.hasSeen == false)
    }

    @Test("a case is decided once, whoever comes second")
    func once() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for user in [example.agent, example.colleague, example.agent, example.colleague] {
                group.addTask { await code { try await example.decide("A", .pay, by: user) } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 1 && codes.count { $0 == .wrongState } == 3)
        let decisions = try await example.store.read { try $0.decisions(on: $0.case("A")) }
        #expect(decisions.count == 1)
    }

    @Test("who decides first and sees then leaves both decisions apart")
    func decideFirst() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let suggestion = try await example.suggest("A", .pay, isShown: false)
        let agent = example.agent.id
        let commitment = NewDecision(caseID: "A", agent: agent, answer: .deny)
        try await example.store.write(as: .user(agent)) { _ = try $0.commit(commitment) }
        #expect(try await example.stored("A").status == .open)
        #expect(
            await code { try await example.store.write(as: .user(agent)) { _ = try $0.commit(commitment) } }
                == .wrongState
        )
        #expect(await code { try await example.decide("A", .pay, by: example.colleague) } == .held)
        try await example.store.write(as: .user(agent)) { try $0.show(suggestion.id) }
        try await example.decide("A", .pay)
        let decisions = try await example.store.read { try $0.decisions(on: $0.case("A")) }
        #expect(decisions.map(\.answer) == [.deny, .pay])
        #expect(decisions.map(\.hasSeen) == [false, true])
        #expect(decisions.map(\.isFinal) == [false, true])
        #expect(decisions.allSatisfy { $0.isDecidedFirst && $0.suggestion == suggestion.id })
    }

    @Test("what a disabled agent has begun, another may finish")
    func disabled() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A", .pay, isShown: false)
        let agent = example.agent.id
        try await example.store.write(as: .user(agent)) { transaction in
            _ = try transaction.commit(NewDecision(caseID: "A", agent: agent, answer: .deny))
            try transaction.disable(agent)
        }
        #expect(try await example.stored("A").agent == nil)
        let outcome = try await example.decide("A", .pay, by: example.colleague)
        #expect(outcome.status == .decided)
        #expect(try await example.stored("A").agent == example.colleague.id)
    }

    @Test("there is no commitment after the suggestion was seen")
    func tooLate() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A", .pay)
        let agent = example.agent.id
        #expect(
            await code {
                try await example.store.write(as: .user(agent)) {
                    _ = try $0.commit(NewDecision(caseID: "A", agent: agent, answer: .pay))
                }
            } == .wrongState
        )
    }

    @Test(
        "a case waits for a reviewer when Eva or the agent is unsure, or the agent asks for one",
        arguments: [
            (Answer.review, Answer.pay, false, QueueCause.suggested), (.pay, .review, false, .escalated),
            (.review, .review, false, .escalated), (.pay, .pay, true, .requested),
        ]
    )
    func referral(suggested: Answer, decided: Answer, requests: Bool, cause: QueueCause) async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A", suggested)
        let agent = example.agent.id
        let outcome = try await example.store.write(as: .user(agent)) {
            try $0.decide(
                NewDecision(caseID: "A", agent: agent, answer: decided, reason: "so", requestsReview: requests)
            )
        }
        #expect(outcome.cause == cause && outcome.status == .inReview)
        #expect(try await example.store.read { try $0.queue() }.map(\.cause) == [cause])
    }

    @Test("a case can be sent to review before or after the decision, not twice")
    func refer() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for id in ["open", "decided"] { try await example.suggest(id) }
        try await example.decide("decided", .pay)
        for id in ["open", "decided"] {
            try await example.store.write(as: .system("test")) { try $0.refer(id, cause: .requested) }
            #expect(
                await code {
                    try await example.store.write(as: .system("test")) { try $0.refer(id, cause: .requested) }
                } == .wrongState
            )
            try await example.settle(id, .deny)
        }
        #expect(try await example.store.read { try $0.caseCounts() } == [.settled: 2])
        #expect(try await example.store.verifyAudit().isIntact)
    }
}
