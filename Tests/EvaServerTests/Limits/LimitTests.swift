import EvaServer
import EvaTestSupport
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

struct LimitTests {
    @Test(arguments: [TestingSetup.router, .live])
    func `Too large a body, too many cases: 413`(setup: TestingSetup) async throws {
        let small = try await ServerExample {
            $0.maxBodyBytes = 1024
            $0.maxBatchBytes = 4096
        }
        try await small.run(setup) { client in
            let large = ExampleCase.json("a", story: String(repeating: "x", count: 2000))
            let refused = try await client.post("/v1/suggestions", large)
            #expect(refused.status == 413)
            #expect(refused.text("code") == "content_too_large")
        }
        let few = try await ServerExample { $0.maxBatch = 3 }
        try await few.run(setup) { client in
            let four = "[\((0..<4).map { ExampleCase.json("\($0)") }.joined(separator: ","))]"
            let data = #"{"inputs":[{"name":"amount","shape":[4],"datatype":"FP64","data":[1,2,3,4]}]}"#
            for (path, body) in [
                ("/v1/suggestions/batch", four), ("/v1/cases", four), ("/v2/models/claims/infer", data),
            ] {
                let answer = try await client.post(path, body)
                #expect(answer.status == 413, "\(path)")
                #expect(answer.text("code") == "batch_size")
            }
            let after = try await client.get("/v1/cases")
            #expect(after.status == 200)
        }
    }

    @Test
    func `While all requests that may be worked on are, others get 429 and health is still answered`() async throws {
        try await ServerExample { $0.maxRequests = 1 }
            .run { client in
                let big = "[\((0..<900).map { ExampleCase.json("\($0)") }.joined(separator: ","))]"
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<8 {
                        group.addTask { try await client.post("/v1/suggestions/batch?dry_run", big).status }
                    }
                    group.addTask { try await client.send(.get, "/livez", token: nil).status == 200 ? 200 : 599 }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.contains(429))
                #expect(statuses.allSatisfy { $0 == 200 || $0 == 429 })
                #expect(try await client.get("/v1/cases").status == 200)
            }
    }

    @Test
    func `A slow or endless request head ends with 408 or 400, and the server goes on`() async throws {
        try await ServerExample {
            $0.headerSeconds = 1
            $0.bodySeconds = 1
        }
        .run(.live) { client in
            let port = try #require(client.test.port)
            let slowHead = try await Wire(port).exchange("GET /livez HTTP/1.1\r\nHost: x\r\nA: ")
            #expect(slowHead.hasPrefix("HTTP/1.1 408"), "\(slowHead)")
            let slowBody = try await Wire(port)
                .exchange(
                    "POST /v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(client.example.tokens[.agent]!)\r\nContent-Length: 10\r\n\r\n{"
                )
            #expect(slowBody.hasPrefix("HTTP/1.1 408"), "\(slowBody)")
            let silent = try await Wire(port).exchange("")
            #expect(silent.isEmpty || silent.hasPrefix("HTTP/1.1 408"))
            let long = try await Wire(port)
                .exchange("GET /livez HTTP/1.1\r\nA: \(String(repeating: "x", count: 100_000))\r\n\r\n")
            #expect(long.hasPrefix("HTTP/1.1 4"), "\(long)")
            let garbage = try await Wire(port).exchange("\u{16}\u{3}\u{1}garbage\r\n\r\n")
            #expect(garbage.hasPrefix("HTTP/1.1 4"), "\(garbage)")
            // The test's own connection was idle for too long by now.
            let after = try await Wire(port).exchange("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(after.hasPrefix("HTTP/1.1 200"), "\(after)")
        }
    }

    @Test
    func `A body that is announced too large is refused before it comes, and the answer can be read`() async throws {
        try await ServerExample()
            .run(.live) { client in
                let token = client.example.tokens[.agent]!
                let head = "POST /v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                let answer = try await Wire(try #require(client.test.port))
                    .exchange(head + "Content-Length: 99999999999\r\n\r\n{")
                #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer)")
                #expect(answer.contains("content_too_large"))
            }
    }

    @Test
    func `Metrics are open to this machine, but not to what a proxy passes on`() async throws {
        try await ServerExample()
            .run(.live) { client in
                #expect(try await client.send(.get, "/metrics", token: nil).status == 200)
                let passed = try await client.send(
                    .get,
                    "/metrics",
                    token: nil,
                    headers: ["X-Forwarded-For": "10.0.0.1"]
                )
                #expect(passed.status == 401)
            }
    }
}
