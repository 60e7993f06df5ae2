import EvaDecisions
import EvaServer
import EvaStore
import Foundation
import Testing

struct SuggestionTests {
    @Test
    func `A suggestion is stored with its case, and reads back as served`() async throws {
        try await ServerExample()
            .run { client in
                let answer = try await client.post("/v1/suggestions", ExampleCase.json("c1"))
                #expect(answer.status == 200)
                #expect(answer.text("case_id") == "c1")
                guard case .object(let fields) = answer["contributions"] else {
                    Issue.record("no contributions")
                    return
                }
                let contributions = fields.compactMap { answer.number("contributions.\($0.key)") }
                #expect(contributions.count == fields.count)
                let sum = contributions.reduce(try #require(answer.number("base")), +)
                #expect(abs(sum - (answer.number("score") ?? .nan)) < 1e-9)
                let id = Int(try #require(answer.number("suggestion_id")))
                #expect(try await client.get("/v1/suggestions/\(id)").text == answer.text)
                let stored = try await client.get("/v1/cases/c1")
                #expect(stored.text("status") == "open")
                #expect(stored.text("segment") == "damaged")
                #expect(stored.number("amount") == 120.5)
                #expect(stored.number("suggestion.suggestion_id") == Double(id))
                #expect(try await client.get("/v1/suggestions/999").status == 404)
                #expect(try await client.get("/v1/suggestions/x").status == 404)
            }
    }

    @Test
    func `A dry run stores nothing and has the same score`() async throws {
        try await ServerExample()
            .run { client in
                let json = ExampleCase.json("c1")
                let dry = try await client.post("/v1/suggestions?dry_run=true", json)
                #expect(dry.status == 200)
                #expect(dry["suggestion_id"] == nil)
                #expect(try await client.get("/v1/cases/c1").status == 404)
                let bare = try await client.post("/v1/suggestions?dry_run&reasons=none", json)
                #expect(bare.number("score") == dry.number("score"))
                #expect(bare["reasons"] == nil)
                let quick = try await client.post("/v1/suggestions?dry_run&changes=false", json)
                #expect(quick.number("score") == dry.number("score") && quick["reasons"] != nil)
                #expect(dry["what_would_change_it"] != nil && quick["what_would_change_it"] == nil)
                #expect(try await client.post("/v1/suggestions?reasons=none", json).status == 400)
                #expect(try await client.post("/v1/suggestions?dryrun=1", json).status == 400)
                #expect(try await client.post("/v1/suggestions?dry_run=1", json).status == 400)
            }
    }

    @Test
    func `New evidence amends the open case and is scored anew`() async throws {
        try await ServerExample()
            .run { client in
                let first = try await client.post("/v1/suggestions", ExampleCase.json("c1", evidence: []))
                let second = try await client.post(
                    "/v1/suggestions",
                    ExampleCase.json("c1", evidence: ["photo", "video"])
                )
                #expect(second.status == 200)
                #expect(second.number("score") != first.number("score"))
                #expect(try await client.get("/v1/cases/c1").number("suggestion.score") == second.number("score"))
            }
    }

    @Test
    func `A case without identifier gets one, and no label that comes with it is kept`() async throws {
        try await ServerExample()
            .run { client in
                let json = ExampleCase.json(nil).replacing("\"vip\":true", with: "\"vip\":true,\"decision\":\"pay\"")
                let answer = try await client.post("/v1/suggestions", json)
                let id = try #require(answer.text("case_id"))
                #expect(id.hasPrefix("eva-"))
                let stored = try await client.get("/v1/cases/\(id)")
                #expect(stored.flag("fields.vip") == true)
                #expect(stored["fields.decision"] == nil)
            }
    }

    @Test
    func `The same key gives the same answer, with another body 422`() async throws {
        try await ServerExample()
            .run { client in
                let first = try await client.post("/v1/suggestions", ExampleCase.json(nil), key: "k")
                let second = try await client.post("/v1/suggestions", ExampleCase.json(nil), key: "k")
                #expect(first.text == second.text)
                #expect(second.headers[.init("Idempotency-Replayed")!] == "true")
                #expect(try await client.get("/v1/cases").list("cases")?.count == 1)
                let other = try await client.post("/v1/suggestions", ExampleCase.json("b"), key: "k")
                #expect(other.status == 422)
                #expect(other.text("code") == "key_reused")
                #expect(try await client.post("/v1/suggestions", ExampleCase.json("b"), key: "").status == 422)
                // Another user's key is another key.
                let token = client.example.otherAgent
                let theirs = try await client.send(
                    .post,
                    "/v1/suggestions",
                    ExampleCase.json("b"),
                    token: token,
                    headers: ["Idempotency-Key": "k"]
                )
                #expect(theirs.status == 200)
            }
    }

    @Test(arguments: ["array", "lines"])
    func `A batch answers item by item and stores what it can`(form: String) async throws {
        try await ServerExample()
            .run { client in
                #expect(try await client.post("/v1/suggestions", ExampleCase.json("taken")).status == 200)
                let items = [
                    ExampleCase.json("a"), #"{"id":"b","nosuch":1}"#, ExampleCase.json("c"), ExampleCase.json("taken"),
                ]
                let isArray = form == "array"
                let body = isArray ? "[\(items.joined(separator: ",\n"))]" : items.joined(separator: "\n") + "\n"
                let answer = try await client.send(
                    .post,
                    "/v1/suggestions/batch",
                    body,
                    token: client.example.otherAgent,
                    headers: ["Content-Type": isArray ? "application/json" : "application/x-ndjson"]
                )
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.number("failed") == 2)
                #expect(answer.text("items.0.result.case_id") == "a")
                #expect(answer.text("items.1.error.code") == "unknown_column")
                #expect(answer.text("items.1.error.path") == "$.nosuch")
                #expect(answer.number("items.1.error.line") == 2)
                #expect(answer.text("items.2.result.case_id") == "c")
                #expect(answer.text("items.3.error.code") == "already_exists")
                let single = try await client.send(.get, "/v1/cases/c", token: client.example.otherAgent)
                #expect(single.number("suggestion.score") == answer.number("items.2.result.score"))
            }
    }

    @Test
    func `A repeated batch stores nothing twice`() async throws {
        try await ServerExample()
            .run { client in
                let body = "[\(ExampleCase.json(nil)),\(ExampleCase.json(nil))]"
                let first = try await client.post("/v1/suggestions/batch", body, key: "batch")
                let second = try await client.post("/v1/suggestions/batch", body, key: "batch")
                #expect(first.text == second.text)
                #expect(try await client.get("/v1/cases").list("cases")?.count == 2)
            }
    }

    @Test
    func `The score is the same number over HTTP, in a batch, over the inference protocol and from the advisor`()
        async throws
    {
        let example = try await ServerExample()
        try await example.run { client in
            let advisor = example.server.services.desk.serving.advisor
            var session = try AdvisorSession(advisor)
            let amounts = [0.1, 99.99, 1234567.125, 3e-7, 1e15]
            let cases = amounts.enumerated().map { ExampleCase.json("n\($0)", amount: $1) }
            let wanted = try cases.map { try session.suggest(Array($0.utf8)).score }
            let batch = try await client.post("/v1/suggestions/batch?dry_run", "[\(cases.joined(separator: ","))]")
            for (index, json) in cases.enumerated() {
                let one = try await client.post("/v1/suggestions", json)
                let dry = try await client.post("/v1/suggestions?dry_run&reasons=none", json)
                #expect(one.number("score") == wanted[index])
                #expect(dry.number("score") == wanted[index])
                #expect(batch.number("items.\(index).result.score") == wanted[index])
            }
            let columns = [
                #"{"name":"time","shape":[5],"datatype":"BYTES","data":\#(repeated("2024-03-20"))}"#,
                #"{"name":"scene","shape":[5],"datatype":"BYTES","data":\#(repeated("damaged"))}"#,
                #"{"name":"shop","shape":[5],"datatype":"BYTES","data":\#(repeated("shop3"))}"#,
                #"{"name":"amount","shape":[5],"datatype":"FP64","data":[\#(amounts.map { "\($0)" }.joined(separator: ","))]}"#,
                #"{"name":"evidence","shape":[5],"datatype":"BYTES","data":\#(repeated("photo"))}"#,
                #"{"name":"vip","shape":[5],"datatype":"BOOL","data":[true,true,true,true,true]}"#,
                #"{"name":"story","shape":[5],"datatype":"BYTES","data":\#(repeated("late"))}"#,
            ]
            let inference = try await client.post(
                "/v2/models/claims/infer",
                #"{"id":"x","inputs":[\#(columns.joined(separator: ","))]}"#
            )
            #expect(inference.status == 200, "\(inference.text)")
            #expect(inference.numbers("outputs.3.data") == wanted)
            #expect(inference.text("outputs.4.name") == "reasons")
        }
    }

    private func repeated(_ text: String) -> String { "[\((0..<5).map { _ in "\"\(text)\"" }.joined(separator: ","))]" }
}
