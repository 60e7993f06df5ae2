import EvaServer
import EvaStore
import Foundation
import Testing

struct CuratorPageTests {
    private static let clauses = """
        corpus: claims
        evidence_field: evidence
        standards:
          - id: S1
            title: {en: Small, zh: 小额}
            text: {en: Small claims are paid., zh: 小额赔付。}
            when: {amount: {at_most: 50}}
            effect: must_pay

        """

    @Test
    func `A draft is saved, checked, tried on history, and published only when it can be read`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let agent = try await Person(.agent, client)
            _ = try await client.post("/v1/cases", ExampleCase.json("s1", amount: 20), as: .manager)
            let page = try await agent.get("/cases/s1").text
            let fields = [("suggestion", page.hidden("suggestion") ?? ""), ("answer", page.hidden("answer") ?? "")]
            #expect(try await agent.post("/cases/s1/decide", fields).status == 303)

            let person = try await Person(.curator, client)
            let path = try #require(try await person.post("/standards/drafts").location)
            func send(_ body: String, _ action: String, note: String = "") async throws -> Client.Answer {
                try await person.post(path, [("body", body), ("note", note), ("action", action)])
            }
            let wrong = try await send("corpus: claims\nstandards: [{id: <b>}]\n", "check")
            #expect(wrong.status == 200 && wrong.text.contains("draft:2:") && !wrong.text.contains("<b>"))
            #expect(try await send("corpus: claims\nstandards: 3\n", "publish", note: "x").status == 422)
            let tested = try await send(Self.clauses, "test")
            #expect(tested.text.contains("1 decided cases were answered anew"), "\(tested.text)")
            #expect(try await send(Self.clauses, "publish").status == 422)
            #expect(try await send(Self.clauses, "publish", note: "small ones").location == "/standards?done=published")
            #expect(try await person.get("/standards").text.contains("Small claims are paid."))
            #expect(try await person.get(path).status == 404)
            // What is in force decides from now on.
            _ = try await client.post("/v1/cases", ExampleCase.json("s2", amount: 20), as: .manager)
            #expect(try await agent.get("/cases/s2").text.contains("<strong>S1 Small</strong>"))
        }
    }

    @Test
    func `A version is promoted and rolled back`() async throws {
        let example = try await ServerExample()
        try ExampleModel.add(to: example.model, offset: 1)
        try await example.run { client in
            let person = try await Person(.curator, client)
            #expect(try await person.get("/models").text.contains("name=\"version\" value=\"2\""))
            #expect(try await person.post("/models/promote", [("version", "2")]).status == 303)
            #expect(example.server.services.desk.serving.advisor.identity.version == "2")
            #expect(try await person.post("/models/rollback").location == "/models?done=rolled_back&of=1")
            #expect(example.server.services.desk.serving.advisor.identity.version == "1")
            #expect(try await person.post("/models/rollback").status == 409)
            #expect(try await person.post("/models/promote", [("version", "9")]).status == 404)
            let manager = try await Person(.manager, client)
            #expect(try await !manager.get("/models").text.contains("/models/promote"))
        }
    }

    @Test
    func `A case tried by hand is answered and not stored`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.agent, client)
            let fields = [("f.amount", "120.5"), ("f.scene", "damaged"), ("f.evidence", "photo"), ("f.vip", "yes")]
            let answer = try await person.post("/try", fields)
            #expect(answer.status == 200 && answer.text.contains("class=\"verdict"))
            #expect(answer.text.contains("value=\"120.5\""))
            let wrong = try await person.post("/try", [("f.amount", "12x\"<b>")])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"12x&quot;&lt;b&gt;\""))
            #expect(try await example.store.read { try $0.caseCounts() }.isEmpty)
        }
    }

    @Test
    func `An admin adds a user, gives a token, and takes it all back`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.admin, client)
            #expect(try await person.post("/users", [("name", "no good"), ("role", "agent")]).status == 422)
            #expect(try await person.post("/users", [("name", "zoe"), ("password", "short")]).status == 422)
            #expect(try await person.post("/users", [("name", "zoe"), ("role", "agent")]).status == 303)
            let zoe = try await example.store.read { try $0.user(named: "zoe") }
            let fields = [("name", "till"), ("scope", "cases"), ("days", "3")]
            let issued = try await person.post("/users/\(zoe.id)/tokens", fields)
            let found = try #require(issued.text.firstMatch(of: /<code id="secret">(eva_[A-Za-z0-9_-]+)</))
            #expect(try await client.send(.get, "/v1/cases", token: String(found.1)).status == 200)
            #expect(try await !person.get("/users").text.contains(String(found.1)))
            #expect(
                try await person.post("/users/\(zoe.id)", [("action", "roles"), ("role", "reviewer")]).status == 303
            )
            #expect(try await person.post("/users/\(zoe.id)", [("action", "disable")]).status == 303)
            #expect(try await example.store.read { try $0.user(zoe.id).disabled } != nil)
            #expect(try await person.post("/users/\(zoe.id)", [("action", "destroy")]).status == 422)
        }
    }
}
