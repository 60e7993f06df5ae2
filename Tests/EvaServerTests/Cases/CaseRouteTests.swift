import EvaServer
import Testing

struct CaseRouteTests {
    @Test
    func `Cases are opened one by one or many at once, and listed page after page`() async throws {
        try await ServerExample()
            .run { client in
                let one = try await client.post("/v1/cases", ExampleCase.json("a"))
                #expect(one.status == 201)
                #expect(one.text("status") == "open")
                #expect(try await client.post("/v1/cases", ExampleCase.json("a")).status == 409)
                let lines = [ExampleCase.json("b"), "{", ExampleCase.json("c")].joined(separator: "\n")
                let many = try await client.send(
                    .post,
                    "/v1/cases",
                    lines,
                    token: client.example.tokens[.agent],
                    headers: ["Content-Type": "application/x-ndjson"]
                )
                #expect(many.status == 200, "\(many.text)")
                #expect(many.number("failed") == 1)
                #expect(many.number("items.1.error.line") == 2)
                let page = try await client.get("/v1/cases?limit=2")
                #expect(page.text("cases.0.case_id") == "a")
                #expect(page.text("cases.1.case_id") == "b")
                let next = Int(try #require(page.number("next")))
                let rest = try await client.get("/v1/cases?limit=2&after=\(next)")
                #expect(rest.text("cases.0.case_id") == "c")
                #expect(rest["next"] == nil)
                #expect(try await client.get("/v1/cases?status=decided").list("cases")?.isEmpty == true)
            }
    }

    @Test(arguments: ["status=x", "limit=0", "limit=9999999", "after=-1", "x=1", "limit=1&limit=2", "after=1e9"])
    func `A parameter out of its range is 400`(query: String) async throws {
        try await ServerExample()
            .run { client in
                let answer = try await client.get("/v1/cases?\(query)")
                #expect(answer.status == 400)
            }
    }

    @Test
    func `A case with any characters in its identifier can be read`() async throws {
        try await ServerExample()
            .run { client in
                #expect(try await client.post("/v1/cases", ExampleCase.json("A 1/中?&#")).status == 201)
                let read = try await client.get("/v1/cases/A%201%2F%E4%B8%AD%3F%26%23")
                #expect(read.text("case_id") == "A 1/中?&#")
            }
    }

    @Test
    func `Only JSON and JSON Lines in UTF-8 are read`() async throws {
        try await ServerExample()
            .run { client in
                let types = [
                    "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "x",
                ]
                for type in types {
                    let answer = try await client.send(
                        .post,
                        "/v1/cases",
                        ExampleCase.json("a"),
                        token: client.example.tokens[.agent],
                        headers: ["Content-Type": type]
                    )
                    #expect(answer.status == 415, "\(type)")
                }
            }
    }
}
