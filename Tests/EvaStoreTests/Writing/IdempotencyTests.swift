import EvaStore
import Testing

@Suite("Idempotency keys")
struct IdempotencyTests {
    private func post(_ example: StoreExample, _ key: IdempotencyKey?, id: String? = nil) async throws -> StoredAnswer {
        try await example.store.write(as: .user(example.agent.id), once: key) { transaction in
            let stored = try transaction.receive(NewCase(id: id, fields: "{}"))
            return StoredAnswer(status: 201, body: Array(stored.id.utf8))
        }
    }

    @Test("a repeated request is answered as it was the first time and changes nothing")
    func repeated() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let key = try IdempotencyKey("k1", owner: .user(example.agent.id), request: Array("POST /v1/cases {}".utf8))
        #expect(try await example.store.answer(to: key) == nil)
        let first = try await post(example, key)
        let second = try await post(example, key)
        #expect(!first.isRepeated && second.isRepeated)
        #expect(first.body == second.body && first.status == second.status)
        #expect(try await example.store.answer(to: key)?.body == first.body)
        #expect(try await example.store.read { try $0.caseCounts() } == [.open: 1])
    }

    @Test("of the same request sent many times at once one is made")
    func concurrent() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let key = try IdempotencyKey("k1", owner: .user(example.agent.id), request: [1])
        let answers = try await withThrowingTaskGroup(of: StoredAnswer.self) { group in
            for _ in 0..<20 { group.addTask { try await post(example, key) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map(\.body)).count == 1 && answers.count { !$0.isRepeated } == 1)
        #expect(try await example.store.read { try $0.caseCounts() } == [.open: 1])
    }

    @Test("a key with another request is refused; other people's keys do not matter; a day later it is free")
    func reuse() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let owner = AuditActor.user(example.agent.id)
        _ = try await post(example, IdempotencyKey("k1", owner: owner, request: [1]))
        #expect(
            await code { _ = try await post(example, IdempotencyKey("k1", owner: owner, request: [2])) } == .keyReused
        )
        _ = try await post(example, IdempotencyKey("k1", owner: .user(example.colleague.id), request: [2]))
        example.clock.advance(86_401)
        #expect(try await !post(example, IdempotencyKey("k1", owner: owner, request: [2])).isRepeated)
        #expect(throws: StoreError.self) { try IdempotencyKey("", owner: owner, request: []) }
    }

    @Test("a request that failed may be sent again with its key")
    func failed() async throws {
        let example = try await StoreExample.make()
        defer { example.remove() }
        let key = try IdempotencyKey("k1", owner: .user(example.agent.id), request: [1])
        try await example.suggest("A")
        #expect(await code { _ = try await post(example, key, id: "A") } == .alreadyExists)
        #expect(try await post(example, key, id: "B").status == 201)
    }
}
