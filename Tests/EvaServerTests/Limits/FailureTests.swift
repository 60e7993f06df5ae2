import EvaServer
import Foundation
import Testing

/// What a disk or a file that fails does to requests.
struct FailureTests {
    @Test
    func `On a full disk writes are refused clearly, reads go on, and it is over when there is room again`()
        async throws
    {
        let example = try await ServerExample()
        try await example.run { client in
            #expect(try await client.post("/v1/suggestions", ExampleCase.json("before")).status == 200)
            let pages = try await example.store.pageCount()
            try await example.store.configureWriter("PRAGMA max_page_count = \(pages + 3)")
            let long = ExampleCase.json("long", story: String(repeating: "x", count: 100_000))
            for path in ["/v1/cases", "/v1/suggestions", "/v1/suggestions/batch"] {
                let answer = try await client.post(path, long)
                #expect(answer.status == 507, "\(path): \(answer.text)")
                #expect(answer.text("code") == "disk_full")
                #expect(answer.text("cure") != nil)
            }
            #expect(try await client.get("/v1/cases/before").status == 200)
            #expect(try await client.get("/v1/cases/long").status == 404)
            #expect(try await client.post("/v1/suggestions?dry_run", long).status == 200)
            #expect(try await client.send(.get, "/readyz", token: nil).status == 200)
            #expect(try await example.store.verifyAudit().isIntact)
            try await example.store.configureWriter("PRAGMA max_page_count = 1000000")
            #expect(try await client.post("/v1/suggestions", long).status == 200)
        }
    }

    @Test
    func `On a database that cannot be written to, reads and dry runs go on`() async throws {
        let example = try await ServerExample()
        try ExampleModel.add(to: example.model, offset: 3)
        try await example.run { client in
            #expect(try await client.post("/v1/suggestions", ExampleCase.json("before")).status == 200)
            try await example.store.configureWriter("PRAGMA query_only = ON")
            let refused = try await client.post("/v1/suggestions", ExampleCase.json("after"))
            #expect(refused.status == 507, "\(refused.text)")
            #expect(refused.text("code") == "read_only")
            #expect(try await client.post("/v1/cases/before/decision", #"{"decision":"review"}"#).status == 507)
            #expect(try await client.post("/v1/suggestions?dry_run", ExampleCase.json("after")).status == 200)
            #expect(try await client.get("/v1/cases/before").text("status") == "open")
            // What cannot be noted does not happen: the old champion serves on.
            let promoted = try await client.post("/v1/models/claims/promote", #"{"version":2}"#, as: .curator)
            #expect(promoted.status == 507, "\(promoted.text)")
            #expect(try await client.get("/v1/models").text("models.0.serving.version") == "1")
            try await example.store.configureWriter("PRAGMA query_only = OFF")
            #expect(try await client.post("/v1/suggestions", ExampleCase.json("after")).status == 200)
        }
    }
}
