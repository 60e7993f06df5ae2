import EvaServer
import EvaStore
import Foundation
import Testing

struct ConsoleCaseTests {
    private func open(_ client: Client, _ ids: [String], evidence: [String] = ["photo"]) async throws {
        for id in ids {
            let answer = try await client.post("/v1/cases", ExampleCase.json(id, evidence: evidence), as: .manager)
            #expect(answer.status == 201)
        }
    }

    @Test
    func `An agent sees a suggestion, accepts it with one form, and gets the next case`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["a1", "a2"])
            let person = try await Person(.agent, client)
            #expect(try await person.post("/cases/next").location == "/cases/a1")
            let page = try await person.get("/cases/a1")
            #expect(page.status == 200 && page.text.contains("class=\"verdict"))
            let suggestion = try #require(page.text.hidden("suggestion"))
            let answer = try #require(page.text.hidden("answer"))
            let shown = try await example.store.read { try $0.suggestion(Int64(suggestion) ?? 0).shown }
            #expect(shown != nil)
            let done = try await person.post("/cases/a1/decide", [("suggestion", suggestion), ("answer", answer)])
            #expect(done.location?.hasPrefix("/cases/a2?done=case_\(answer)&of=a1") ?? false)
            let status = try await example.store.read { try $0.case("a1").status }
            #expect(status == .decided)
            // Looking twice makes no second suggestion.
            _ = try await person.get("/cases/a2")
            _ = try await person.get("/cases/a2")
            let count = try await example.store.read { try $0.suggestions(for: try $0.case("a2")).count }
            #expect(count == 1)
        }
    }

    @Test
    func `A case can be left for later, and comes again when all others were seen`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["l1", "l2"])
            let person = try await Person(.agent, client)
            var path = try await person.post("/cases/next").location
            for wanted in ["/cases/l2", "/cases/l1"] {
                let page = try await person.get(try #require(path)).text
                path = try await person.post("/cases/next", [("after", try #require(page.hidden("after")))]).location
                #expect(path == wanted)
            }
        }
    }

    @Test
    func `To decide otherwise needs a reason, and what was typed is not lost`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["b1"])
            let person = try await Person(.agent, client)
            let page = try await person.get("/cases/b1").text
            let suggestion = try #require(page.hidden("suggestion"))
            let other = page.hidden("answer") == "pay" ? "deny" : "pay"
            let fields = [("suggestion", suggestion), ("answer", other)]
            let refused = try await person.post("/cases/b1/decide", fields)
            #expect(
                refused.status == 422
                    && refused.text.contains("value=\"\(other)\" data-key=\"\(other.prefix(1))\" checked")
            )
            let stale = try await person.post(
                "/cases/b1/decide",
                [("suggestion", "99"), ("answer", other), ("reason", "<why>")]
            )
            #expect(stale.status == 409 && stale.text.contains("&lt;why&gt;</textarea>"))
            #expect(try await person.post("/cases/b1/decide", fields + [("reason", "worn")]).status == 303)
            let decision = try await example.store.read { try $0.decisions(on: try $0.case("b1")) }
            #expect(decision.map(\.reason) == ["worn"])
            #expect(try await person.post("/cases/b1/decide", fields + [("reason", "worn")]).status == 409)
        }
    }

    @Test
    func `In decide-first mode nothing of the suggestion is in the page before the agent has committed`() async throws {
        let example = try await ServerExample({ $0.decideFirst = true })
        try await example.run { client in
            try await open(client, ["c1"])
            let person = try await Person(.agent, client)
            let hidden = try await person.get("/cases/c1").text
            #expect(!hidden.contains("verdict") && !hidden.contains("reasons") && !hidden.contains("notice-"))
            let part = try await person.get("/cases/c1?evidence=evidence:video", part: true).text
            #expect(!part.contains("class=\"verdict"))
            let early = try await person.post("/cases/c1/decide", [("answer", "pay")])
            #expect(early.status == 409)
            #expect(try await person.post("/cases/c1/commit", [("answer", "pay")]).location == "/cases/c1")
            let shown = try await person.get("/cases/c1").text
            #expect(shown.contains("class=\"verdict") && shown.contains("you said: Pay"))
            let suggestion = try #require(shown.hidden("suggestion"))
            let fields = [("suggestion", suggestion), ("answer", "deny"), ("reason", "seen it")]
            #expect(try await person.post("/cases/c1/decide", fields).status == 303)
            let decisions = try await example.store.read { try $0.decisions(on: try $0.case("c1")) }
            #expect(decisions.map(\.hasSeen) == [false, true] && decisions.map(\.isFinal) == [false, true])
        }
    }

    @Test
    func `A tick shows what evidence would do and stores nothing; a form stores it`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["d1"])
            let person = try await Person(.agent, client)
            let page = try await person.get("/cases/d1").text
            let ticks = page.matches(of: /name="evidence" value="(evidence:[a-z_0-9]+)"(?! checked disabled)/)
            let tick = String(try #require(ticks.first).1)
            let fields = try await example.store.read { try $0.case("d1").fields }
            let escaped = tick.replacing(":", with: "%3A")
            let part = try await person.get("/cases/d1?evidence=\(escaped)", part: true)
            #expect(part.status == 200 && !part.text.contains("<html") && part.text.contains("Not stored."))
            #expect(part.text.contains("value=\"\(tick)\" checked"))
            #expect(try await example.store.read { try $0.case("d1").fields } == fields)
            // The same without a script.
            #expect(try await person.get("/cases/d1?evidence=\(escaped)").text.contains("Not stored."))
            #expect(try await person.get("/cases/d1?evidence=shop%3Ashop3").status == 422)
            #expect(try await person.post("/cases/d1/evidence", [("evidence", tick)]).status == 303)
            let stored = try await example.store.read { try $0.case("d1").fields }
            #expect(stored?.contains(tick.dropFirst("evidence:".count)) ?? false)
            let after = try await person.get("/cases/d1").text
            #expect(after.contains("value=\"\(tick)\" checked disabled"))
        }
    }

    @Test
    func `Another agent's case is not there, and a manager changes nothing by looking`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["e1"])
            let person = try await Person(.agent, client)
            let other = try await Person(named: "agent2", client)
            let manager = try await Person(.manager, client)
            #expect(try await manager.get("/cases/e1").text.contains("no suggestion that was shown"))
            #expect(try await example.store.read { try $0.suggestions(for: try $0.case("e1")) }.isEmpty)
            #expect(try await person.post("/cases/next").location == "/cases/e1")
            #expect(try await other.get("/cases/e1").status == 404)
            #expect(try await other.post("/cases/e1/decide", [("answer", "pay")]).status == 404)
            _ = try await person.get("/cases/e1")
            #expect(try await manager.get("/cases/e1").text.contains("class=\"verdict"))
        }
    }

    @Test
    func `A blind reviewer's page holds neither suggestion nor decision`() async throws {
        let example = try await ServerExample(store: { $0.blindShare = 1 })
        try await example.run { client in
            try await open(client, ["f1"])
            let person = try await Person(.agent, client)
            let suggestion = try #require(try await person.get("/cases/f1").text.hidden("suggestion"))
            let fields = [("suggestion", suggestion), ("answer", "review"), ("reason", "a secret reason")]
            #expect(try await person.post("/cases/f1/decide", fields).status == 303)
            let reviewer = try await Person(.reviewer, client)
            #expect(try await reviewer.get("/reviews/f1").status == 409)
            #expect(try await reviewer.post("/queue/next").location == "/reviews/f1")
            let page = try await reviewer.get("/reviews/f1").text
            #expect(page.contains("A blind review") && !page.contains("verdict") && !page.contains("secret reason"))
            let list = try await reviewer.get("/queue").text
            #expect(!list.contains("left to a reviewer") && list.contains("blind review"))
            #expect(try await reviewer.post("/reviews/f1/settle").status == 422)
            #expect(try await reviewer.post("/reviews/f1/settle", [("answer", "deny"), ("note", "n")]).status == 303)
            #expect(try await example.store.read { try $0.case("f1").status } == .settled)
            let manager = try await Person(.manager, client)
            let figures = try await manager.get("/figures").text
            #expect(figures.contains("<svg") && figures.contains("Agent with Eva"))
        }
    }

    @Test
    func `A reviewer of a case that is not blind sees both sides`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            try await open(client, ["g1"])
            let person = try await Person(.agent, client)
            let suggestion = try #require(try await person.get("/cases/g1").text.hidden("suggestion"))
            let fields = [("suggestion", suggestion), ("answer", "review"), ("reason", "hard to say")]
            #expect(try await person.post("/cases/g1/decide", fields).status == 303)
            let reviewer = try await Person(.reviewer, client)
            #expect(try await reviewer.post("/queue/g1/take").location == "/reviews/g1")
            let page = try await reviewer.get("/reviews/g1").text
            #expect(page.contains("class=\"verdict") && page.contains("hard to say"))
            #expect(try await reviewer.post("/reviews/g1/release").location?.hasPrefix("/queue") ?? false)
            #expect(try await reviewer.get("/reviews/g1").status == 409)
        }
    }
}
