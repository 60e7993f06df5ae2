import EvaServer
import EvaStore
import Testing

/// Deciding before the suggestion is seen, blind re-review, and the figures that only they make fair.
struct DecideFirstTests {
    @Test
    func `A hidden suggestion shows only after the agent has committed`() async throws {
        try await ServerExample()
            .run { client in
                let hidden = try await client.post("/v1/suggestions?decide_first=true", ExampleCase.json("c"))
                #expect(hidden.status == 202, "\(hidden.text)")
                #expect(hidden["suggestion"] == nil && hidden["score"] == nil)
                #expect(try await client.get("/v1/cases/c")["suggestion"] == nil)
                let id = Int(try #require(hidden.number("suggestion_id")))

                let commitment = #"{"decision":"deny","before_suggestion":true}"#
                let committed = try await client.post("/v1/cases/c/decision", commitment)
                #expect(committed.status == 200, "\(committed.text)")
                #expect(committed.text("status") == "open")
                #expect(try await client.post("/v1/cases/c/decision", commitment).status == 409)

                // A manager who reads it has not shown it to the agent.
                #expect(try await client.get("/v1/suggestions/\(id)", as: .manager).status == 200)
                #expect(try await client.get("/v1/cases/c")["suggestion"] == nil)
                let shown = try await client.get("/v1/suggestions/\(id)")
                let suggested = try #require(shown.text("suggestion"))
                let final = #"{"decision":"\#(suggested)"}"#
                #expect(try await client.post("/v1/cases/c/decision", final).text("status") == "decided")
                let read = try await client.get("/v1/cases/c")
                #expect(read.flag("decisions.0.before_suggestion") == true && read.flag("decisions.0.final") == false)
                #expect(read.flag("decisions.1.suggestion_seen") == true && read.flag("decisions.1.final") == true)
            }
    }

    @Test
    func `A commitment comes before the suggestion, and a dry run hides nothing`() async throws {
        try await ServerExample()
            .run { client in
                _ = try await client.post("/v1/suggestions", ExampleCase.json("seen"))
                let late = #"{"decision":"pay","before_suggestion":true}"#
                #expect(try await client.post("/v1/cases/seen/decision", late).status == 409)
                let dry = try await client.post("/v1/suggestions?dry_run&decide_first", ExampleCase.json("x"))
                #expect(dry.status == 400)
            }
    }

    @Test
    func `Blind reviews give fair figures of agent, Eva, and both together`() async throws {
        try await ServerExample(store: { $0.blindShare = 1 })
            .run { client in
                for index in 0..<4 {
                    let hidden = try await client.post("/v1/suggestions?decide_first", ExampleCase.json("c\(index)"))
                    let id = Int(try #require(hidden.number("suggestion_id")))
                    // The agent alone always denies, then follows Eva.
                    let commitment = #"{"decision":"deny","before_suggestion":true}"#
                    #expect(try await client.post("/v1/cases/c\(index)/decision", commitment).status == 200)
                    let suggested = try #require(try await client.get("/v1/suggestions/\(id)").text("suggestion"))
                    let final = #"{"decision":"\#(suggested)"}"#
                    #expect(
                        try await client.post("/v1/cases/c\(index)/decision", final).text("status") == "in_review"
                    )
                }
                // The reviewer settles three, paying all.
                for _ in 0..<3 {
                    let held = try await client.post("/v1/queue/claim", as: .reviewer)
                    #expect(held.flag("item.blind") == true && held["suggestion"] == nil)
                    let id = try #require(held.text("case.case_id"))
                    let word = try await client.post("/v1/cases/\(id)/review", #"{"decision":"pay"}"#, as: .reviewer)
                    #expect(word.status == 200)
                }
                let figures = try await client.get("/v1/figures", as: .manager)
                #expect(figures.status == 200, "\(figures.text)")
                #expect(figures.number("figures.0.decided") == 4)
                #expect(figures.number("figures.0.blind.settled") == 3)
                #expect(figures.number("figures.0.blind.waiting") == 1)
                #expect(figures.number("figures.0.blind.agent_alone.accuracy") == 0)
                #expect(figures.number("figures.0.blind.agent_alone.wrong_deny") == 3)
                let eva = figures.number("figures.0.blind.eva_alone.accuracy")
                #expect(eva == figures.number("figures.0.blind.together.accuracy") && eva != nil)
                let segments = try await client.get("/v1/figures?by=segment&since=2020-01-01", as: .manager)
                #expect(segments.text("figures.0.group") == "damaged")
                #expect(
                    try await client.get("/v1/figures?until=2020-01-01", as: .manager).list("figures")?.isEmpty == true
                )
                let agent = try await client.get("/v1/figures?by=agent&agent=agent", as: .manager)
                #expect(agent.text("figures.0.group") == "agent")
                for query in ["by=x", "since=soon", "x=1"] {
                    #expect(try await client.get("/v1/figures?\(query)", as: .manager).status == 400)
                }
                #expect(try await client.get("/v1/figures?agent=nobody", as: .manager).status == 404)
            }
    }
}
