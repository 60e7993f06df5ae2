import EvaDecisions
import EvaStore
import Testing

@Suite("Review queue")
struct QueueTests {
    private func claim(_ example: StoreExample, _ user: User) async throws -> String? {
        try await example.store.write(as: .user(user.id)) { try $0.claimNext(for: user.id)?.stored.id }
    }

    private func escalate(
        _ example: StoreExample,
        _ id: String,
        confidence: Double = 0.9,
        amount: Double? = 100
    ) async throws {
        try await example.suggest(id, .pay, confidence: confidence, amount: amount)
        try await example.decide(id, .review, reason: "unclear")
    }

    @Test("most money at risk comes first, then the least sure")
    func order() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await escalate(example, "small", confidence: 0.6, amount: 10)
        try await escalate(example, "sure", confidence: 0.99, amount: 1000)
        try await escalate(example, "large", confidence: 0.6, amount: 1000)
        try await escalate(example, "unknown, sure", confidence: 0.9, amount: nil)
        try await escalate(example, "unknown, unsure", confidence: 0.5, amount: nil)
        var order: [String] = []
        while let id = try await claim(example, example.reviewer) { order.append(id) }
        #expect(order == ["large", "sure", "small", "unknown, unsure", "unknown, sure"])
        #expect(try await example.store.read { try $0.queue() }.map(\.caseID) == order)
    }

    @Test("what has waited too long comes before all others, the longest wait first")
    func overdue() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await escalate(example, "older", amount: 1)
        example.clock.advance(10)
        try await escalate(example, "old", amount: 2)
        example.clock.advance(86_401)
        try await escalate(example, "new", amount: 1000)
        #expect(try await claim(example, example.reviewer) == "older")
        #expect(try await claim(example, example.reviewer) == "old")
        #expect(try await claim(example, example.reviewer) == "new")
    }

    @Test("two reviewers never hold one case, however fast they are")
    func race() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        for number in 0..<10 { try await escalate(example, "case-\(number)") }
        let claims = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<30 {
                group.addTask { try await claim(example, number % 2 == 0 ? example.reviewer : example.second) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let given = claims.compactMap { $0 }
        #expect(given.count == 10 && Set(given).count == 10)
        #expect(try await example.store.read { try $0.queueLength() } == (10, 10))
        let mine = try await example.store.read { try $0.held(by: example.reviewer.id).count }
        let others = try await example.store.read { try $0.held(by: example.second.id).count }
        #expect(mine + others == 10)
    }

    @Test("a lease ends by itself; then another reviewer may have the case and the first may no longer settle it")
    func lease() async throws {
        let example = try await StoreExample.make { $0.leaseSeconds = 60 }
        defer { example.remove() }
        try await escalate(example, "A")
        #expect(try await claim(example, example.reviewer) == "A")
        #expect(try await claim(example, example.second) == nil)
        let second = example.second.id
        #expect(
            await code { try await example.store.write(as: .user(second)) { _ = try $0.claim("A", for: second) } }
                == .held
        )
        example.clock.advance(59)
        #expect(try await claim(example, example.second) == nil)
        example.clock.advance(1)
        #expect(try await claim(example, example.second) == "A")
        #expect(
            await code {
                try await example.store.write(as: .user(example.reviewer.id)) {
                    _ = try $0.settle(NewReview(caseID: "A", reviewer: example.reviewer.id, answer: .pay))
                }
            } == .held
        )
    }

    @Test("a case given back is free at once, and only its holder can give it back")
    func release() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await escalate(example, "A")
        _ = try await claim(example, example.reviewer)
        let (first, second) = (example.reviewer.id, example.second.id)
        #expect(
            await code { try await example.store.write(as: .user(second)) { try $0.release("A", by: second) } } == .held
        )
        try await example.store.write(as: .user(first)) { try $0.release("A", by: first) }
        #expect(try await claim(example, example.second) == "A")
    }

    @Test("nobody reviews a case of their own")
    func ownCase() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await example.suggest("A")
        try await example.decide("A", .review, reason: "unclear", by: example.second)
        #expect(try await claim(example, example.second) == nil)
        let second = example.second.id
        #expect(
            await code { try await example.store.write(as: .user(second)) { _ = try $0.claim("A", for: second) } }
                == .forbidden
        )
        #expect(try await claim(example, example.reviewer) == "A")
    }

    @Test("a reviewer sees both sides, in a blind review neither")
    func sides() async throws {
        let example = try await StoreExample.make { $0.blindShare = 1 }
        defer { example.remove() }
        try await example.suggest("blind")
        let outcome = try await example.decide("blind", .pay)
        #expect(outcome.cause == .random)
        let (first, second) = (example.reviewer.id, example.second.id)
        let blind = try await example.store.write(as: .user(first)) { try $0.claim("blind", for: first) }
        #expect(blind.item.isBlind && blind.suggestion == nil && blind.decisions.isEmpty)
        try await example.store.write(as: .system("test")) { transaction in
            _ = try transaction.receive(NewCase(id: "open", fields: "{}"))
            _ = try transaction.serve(StoreExample.suggestion(.deny), for: "open")
            try transaction.refer("open", cause: .requested)
        }
        let open = try await example.store.write(as: .user(second)) { try $0.claim("open", for: second) }
        #expect(!open.item.isBlind && open.suggestion?.answer == .deny)
        #expect(try await example.store.read { try $0.held(by: first) } == [blind])
    }

    @Test("the final word is pay or deny and settles the case")
    func settle() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await escalate(example, "A")
        #expect(await code { try await example.settle("A", .review) } == .invalid)
        let review = try await example.settle("A", .deny, note: "washed too hot")
        #expect(try await example.stored("A").status == .settled)
        #expect(try await example.store.read { try $0.review(of: $0.case("A")) } == review)
        #expect(try await example.store.read { try $0.queue() }.isEmpty)
        #expect(await code { try await example.settle("A", .pay) } == .wrongState)
    }

    @Test("the share drawn for blind re-review is the one that was set, and the same at each look")
    func share() async throws {
        let example = try await StoreExample.make { $0.blindShare = 0.2 }
        defer { example.remove() }
        let agent = example.agent.id
        let drawn = try await example.store.write(as: .system("test")) { transaction in
            try (0..<1000)
                .count { number in
                    _ = try transaction.receive(NewCase(id: "case-\(number)", fields: "{}"))
                    _ = try transaction.serve(StoreExample.suggestion(.pay), for: "case-\(number)")
                    let decision = NewDecision(caseID: "case-\(number)", agent: agent, answer: .pay)
                    return try transaction.decide(decision).cause == .random
                }
        }
        // Five standard deviations of a binomial around 200.
        #expect(abs(drawn - 200) < 64)
        #expect(try await example.store.verifyAudit().isIntact)
    }

    @Test("a case that nobody suggested anything for is not drawn")
    func withoutSuggestion() async throws {
        let example = try await StoreExample.make { $0.blindShare = 1 }
        defer { example.remove() }
        try await example.store.write(as: .system("test")) { _ = try $0.receive(NewCase(id: "A", fields: "{}")) }
        #expect(try await example.decide("A", .pay).status == .decided)
    }

    @Test("what a disabled reviewer held is free")
    func disabled() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        try await escalate(example, "A")
        _ = try await claim(example, example.reviewer)
        try await example.store.write(as: .system("test")) { try $0.disable(example.reviewer.id) }
        #expect(try await claim(example, example.second) == "A")
    }
}
