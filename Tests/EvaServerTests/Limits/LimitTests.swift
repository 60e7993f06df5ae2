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

/// A connection that sends what it is told and reads to the end.
private struct Wire {
    let port: Int

    init(_ port: Int) { self.port = port }

    /// On a thread of its own: there are only as many for tasks as there are cores, and the server needs them.
    func exchange(_ text: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try wait(text) }) }
        }
    }

    private func wait(_ text: String) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
