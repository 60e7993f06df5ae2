import EvaServer
import EvaStore
import Testing

struct DecisionTests {
    /// Opens a case with a suggestion; the answer that differs from it.
    private func open(_ client: Client, _ id: String) async throws -> (suggested: String, other: String) {
        let answer = try await client.post("/v1/suggestions", ExampleCase.json(id))
        let suggested = try #require(answer.text("suggestion"))
        return (suggested, suggested == "pay" ? "deny" : "pay")
    }

    @Test
    func `An override needs a reason, is counted, and a repetition is answered as before`() async throws {
        try await ServerExample()
            .run { client in
                let (_, other) = try await open(client, "c")
                let bare = try await client.post("/v1/cases/c/decision", #"{"decision":"\#(other)"}"#)
                #expect(bare.status == 422)
                #expect(bare.text("code") == "reason_required")
                #expect(bare.text("path") == "$.reason")
                let body = #"{"decision":"\#(other)","reason":"the photo shows wear"}"#
                let first = try await client.post("/v1/cases/c/decision", body, key: "d")
                #expect(first.status == 200, "\(first.text)")
                #expect(first.text("status") == "decided")
                #expect(try await client.post("/v1/cases/c/decision", body, key: "d").text == first.text)
                #expect(try await client.post("/v1/cases/c/decision", body).status == 409)
                let metrics = try await client.get("/metrics", as: .manager).text
                #expect(metrics.contains("eva_override_total{segment=\"damaged\"} 1\n"))
                let read = try await client.get("/v1/cases/c")
                #expect(read.text("decisions.0.reason") == "the photo shows wear")
                #expect(read.flag("decisions.0.suggestion_seen") == true)
            }
    }

    @Test
    func `A reviewer claims, sees both sides, and has the final word; two never hold one case`() async throws {
        let example = try await ServerExample()
        let second = try await ServerExample.token(example.store, "reviewer2", [.reviewer], Set(TokenScope.allCases))
        try await example.run { client in
            _ = try await open(client, "c")
            let decided = try await client.post("/v1/cases/c/decision", #"{"decision":"review","reason":"unsure"}"#)
            #expect(decided.text("status") == "in_review")
            #expect(try await client.post("/v1/cases/c/review", #"{"decision":"pay"}"#, as: .reviewer).status == 409)
            let held = try await client.post("/v1/queue/claim", as: .reviewer)
            #expect(held.text("case.case_id") == "c", "\(held.text)")
            #expect(held.text("decisions.0.decision") == "review")
            #expect(held["suggestion.score"] != nil)
            #expect(try await client.send(.post, "/v1/queue/c/claim", token: second).status == 409)
            #expect(try await client.send(.post, "/v1/queue/claim", token: second).status == 204)
            #expect(try await client.post("/v1/queue/c/release", as: .reviewer).status == 204)
            #expect(try await client.send(.post, "/v1/queue/c/claim", token: second).status == 200)
            let queue = try await client.get("/v1/queue", as: .manager)
            #expect(queue.text("queue.0.holder") == "reviewer2")
            #expect(queue.number("held") == 1)
            #expect(try await client.get("/metrics", as: .manager).text.contains("eva_review_queue_length 1\n"))
            let wrong = try await client.send(.post, "/v1/cases/c/review", #"{"decision":"review"}"#, token: second)
            #expect(wrong.status == 422)
            let final = try await client.send(
                .post,
                "/v1/cases/c/review",
                #"{"decision":"pay","note":"clear"}"#,
                token: second
            )
            #expect(final.text("status") == "settled")
            #expect(try await client.get("/v1/cases/c").text("review.decision") == "pay")
        }
    }

    @Test
    func `A blind review shows neither suggestion nor decision`() async throws {
        try await ServerExample(store: { $0.blindShare = 1 })
            .run { client in
                let (suggested, _) = try await open(client, "c")
                let decision = #"{"decision":"\#(suggested)","reason":"as suggested"}"#
                let decided = try await client.post("/v1/cases/c/decision", decision)
                #expect(decided.text("status") == "in_review")
                let held = try await client.post("/v1/queue/claim", as: .reviewer)
                #expect(held.flag("item.blind") == true)
                #expect(held["suggestion"] == nil)
                #expect(held.list("decisions")?.isEmpty == true)
                for key in ["item.cause", "item.risk", "item.confidence"] { #expect(held[key] == nil, "\(key)") }
                for role in [Role.reviewer, .manager, .curator] {
                    let read = try await client.get("/v1/cases/c", as: role)
                    #expect(read["suggestion"] == nil)
                    #expect(read.list("decisions")?.isEmpty == true)
                    #expect(try await client.get("/v1/suggestions/1", as: role).status == 404)
                }
                #expect(try await client.get("/v1/cases/c")["suggestion"] != nil)
            }
    }

    @Test(
        arguments: [
            ("{}", "$.decision"), (#"{"decision":1}"#, "$.decision"), (#"{"decision":"maybe"}"#, "$.decision"),
            (#"{"decision":"pay","reason":[]}"#, "$.reason"), (#"{"decision":"pay","x":1}"#, "$.x"), ("[]", "$"),
            (#"{"decision":"pay","request_review":"yes"}"#, "$.request_review"),
        ]
    )
    func `What is no decision names its fault`(body: String, path: String) async throws {
        try await ServerExample()
            .run { client in
                _ = try await open(client, "c")
                let answer = try await client.post("/v1/cases/c/decision", body)
                #expect(answer.status == 422)
                #expect(answer.text("path") == path)
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
    }
}
