import EvaCorpus
import EvaServer
import Foundation
import HTTPTypes
import Testing

/// Decisions that the thread of the connection answers by itself, once a token was seen.
struct DirectAnswerTests {
    private static let path = "/v1/suggestions?dry_run=true&reasons=none"

    @Test
    func `A direct answer is the router's, with its headers, and is counted and logged as one`() async throws {
        let example = try await ServerExample()
        try await example.run(.live) { client in
            let body = ExampleCase.json("c1")
            var answers: [Client.Answer] = []
            for _ in 0..<3 { answers.append(try await client.post(Self.path, body)) }
            let other = try await client.post(Self.path + "&changes=false", body)
            for answer in answers + [other] {
                #expect(answer.status == 200)
                #expect(answer.text == answers[0].text)
                for name in [HTTPField.Name.contentType, .cacheControl, .xContentTypeOptions, .contentLength] {
                    #expect(answer.headers[name] == answers[0].headers[name], "\(name)")
                }
                #expect(answer.headers[.date] != nil)
            }
            let metrics = try await client.send(.get, "/metrics", token: nil).text
            let counted = #"eva_request_total{method="POST",route="/v1/suggestions",status="200"} 4"#
            #expect(metrics.contains(counted), "\(metrics)")
            #expect(metrics.contains("eva_request_in_progress 1\n"))
            let logged = example.log.text.split(separator: "\n")
                .filter { $0.contains("\"route\":\"/v1/suggestions\"") && $0.contains("hb.request.id") }
            #expect(logged.count == 4)
        }
    }

    @Test
    func `What is wrong with a request is said as the router says it, whoever was seen before`() async throws {
        try await ServerExample { $0.maxBodyBytes = 100_000 }
            .run(.live) { client in
                let body = ExampleCase.json("c1")
                #expect(try await client.post(Self.path, body).status == 200)
                let cases: [(String, String, Int)] = [
                    (Self.path, "{", 400), (Self.path, #"{"scene": 1, "shp": 2}"#, 422), (Self.path, "", 400),
                    (Self.path + "&dry_run", body, 400), ("/v1/suggestions?reasons=none", body, 400),
                    (Self.path + "&decide_first", body, 400), (Self.path + "&typo=1", body, 400),
                    (Self.path, ExampleCase.json("c1", story: String(repeating: "x", count: 80_000)), 200),
                ]
                for (path, body, status) in cases {
                    let answer = try await client.post(path, body)
                    #expect(answer.status == status, "\(path) \(body.prefix(40)) \(answer.text)")
                }
                #expect(try await client.send(.post, Self.path, body, token: nil).status == 401)
                #expect(try await client.send(.post, Self.path, body, token: "x").status == 401)
                #expect(try await client.post(Self.path, body, as: .reviewer).status == 403)
                #expect(try await client.post(Self.path, body, as: .reviewer).status == 403)
                let text = try await client.send(
                    .post,
                    Self.path,
                    body,
                    token: client.example.tokens[.agent],
                    headers: ["Content-Type": "text/plain"]
                )
                #expect(text.status == 415)
                #expect(try await client.get("/v1/cases").list("cases")?.isEmpty == true)
                // Last, for the connection ends with it.
                let large = ExampleCase.json("c1", story: String(repeating: "x", count: 200_000))
                #expect(try await client.post(Self.path, large).status == 413)
            }
    }

    @Test
    func `Requests sent at once are answered in their order, be they direct or not`() async throws {
        try await ServerExample()
            .run(.live) { client in
                #expect(try await client.post(Self.path, ExampleCase.json("c0")).status == 200)
                func request(_ path: String, _ id: String, _ more: String = "") -> String {
                    let (body, token) = (ExampleCase.json(id), client.example.tokens[.agent]!)
                    return "POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                        + "\(more)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
                }
                let text = try await Wire(try #require(client.test.port))
                    .exchange(
                        request(Self.path, "a") + request("/v1/suggestions", "b") + request(Self.path, "c")
                            + request(Self.path, "d") + request(Self.path, "e", "Connection: close\r\n")
                    )
                let found = text.matches(of: /"case_id":"([a-e])"/).map { String($0.1) }
                #expect(found == ["a", "b", "c", "d", "e"], "\(text)")
                #expect(text.components(separatedBy: "HTTP/1.1 200").count == 6)
            }
    }

    @Test
    func `A case that comes in two pieces is answered`() async throws {
        try await ServerExample()
            .run(.live) { client in
                #expect(try await client.post(Self.path, ExampleCase.json("c0")).status == 200)
                let body = ExampleCase.json("a")
                let head =
                    "POST \(Self.path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(client.example.tokens[.agent]!)\r\n"
                    + "Connection: keep-alive\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                let last = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                for head in [head, head.replacingOccurrences(of: "Connection: keep-alive\r\n", with: "")] {
                    let text = try await Wire(try #require(client.test.port))
                        .exchange(head + body.prefix(20), body.dropFirst(20) + last)
                    #expect(text.components(separatedBy: "HTTP/1.1 200").count == 3, "\(text)")
                }
            }
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
    ])
    func `The time in an answer's head is written as RFC 9110 has it`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(CaseTime(seconds: seconds)) == text)
    }
}
