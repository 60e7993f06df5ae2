import EvaServer
import EvaStore
import Testing

struct VisibilityTests {
    /// Reads, lists and writes that concern a case of somebody else.
    private func attempts(_ client: Client, _ suggestion: Int) async throws -> [Int] {
        let token = client.example.otherAgent
        return [
            try await client.send(.get, "/v1/cases/mine", token: token).status,
            try await client.send(.get, "/v1/suggestions/\(suggestion)", token: token).status,
            try await client.send(.post, "/v1/suggestions", ExampleCase.json("mine"), token: token).status,
            try await client.send(
                .post,
                "/v1/cases/mine/decision",
                #"{"decision":"review","reason":"unsure"}"#,
                token: token
            )
            .status,
        ]
    }

    @Test
    func `Another agent's case can be neither read nor touched, and its being there does not show`() async throws {
        try await ServerExample()
            .run { client in
                let suggestion = try await client.post("/v1/suggestions", ExampleCase.json("mine"))
                #expect(suggestion.status == 200, "\(suggestion.text)")
                let id = Int(try #require(suggestion.number("suggestion_id")))
                #expect(try await attempts(client, id) == [404, 404, 409, 404])
                let token = client.example.otherAgent
                let (hidden, absent) = (
                    try await client.send(.get, "/v1/cases/mine", token: token),
                    try await client.send(.get, "/v1/cases/absent", token: token)
                )
                #expect(hidden.text == absent.text)
                let list = try await client.send(.get, "/v1/cases", token: token)
                #expect(list.list("cases")?.isEmpty == true)
                #expect(try await client.get("/v1/cases/mine").status == 200)
                #expect(try await client.get("/v1/cases/mine", as: .manager).status == 200)
                #expect(try await client.get("/v1/cases/mine", as: .reviewer).status == 404)
            }
    }

    @Test
    func `With the team's visibility everybody may`() async throws {
        try await ServerExample { $0.caseVisibility = .team }
            .run { client in
                let suggestion = try await client.post("/v1/suggestions", ExampleCase.json("mine"))
                let id = Int(try #require(suggestion.number("suggestion_id")))
                #expect(try await attempts(client, id) == [200, 200, 200, 200])
            }
    }

    @Test
    func `A case that is nobody's is open to all agents, and only a manager gives cases to others`() async throws {
        try await ServerExample()
            .run { client in
                #expect(try await client.post("/v1/cases", ExampleCase.json("free")).status == 201)
                #expect(try await client.send(.get, "/v1/cases/free", token: client.example.otherAgent).status == 200)
                #expect(try await client.post("/v1/cases?agent=agent2", ExampleCase.json("given")).status == 403)
                let given = try await client.post("/v1/cases?agent=agent2", ExampleCase.json("given"), as: .manager)
                #expect(given.status == 201)
                #expect(given.text("agent") == "agent2")
                #expect(try await client.get("/v1/cases/given").status == 404)
                #expect(
                    try await client.post("/v1/cases?agent=nobody", ExampleCase.json("x"), as: .manager).status == 404
                )
            }
    }
}
