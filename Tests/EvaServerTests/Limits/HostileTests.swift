import EvaServer
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

struct HostileTests {
    static let texts = [
        "'; DROP TABLE cases; --", "<script>alert(1)</script>", "\" onmouseover=\"x", "{{7*7}}", "../../etc/passwd",
        "\u{202E}evil", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧", "%00%0d%0aSet-Cookie: a=b", "${jndi:ldap://x}",
    ]

    static let bodies = [
        "", " ", "null", "true", "1", "\"case\"", "[]", "{", "}", "{}{}", "{\"id\":}", "{\"id\":\"a\",}",
        "{\"amount\":NaN}", "{\"amount\":Infinity}", "{\"amount\":-1e999}", "{\"amount\":1e999}", "{\"amount\":\"x\"}",
        "{\"amount\":[1]}", "{\"amount\":{}}", "{\"amount\":true}", "{\"vip\":7}", "{\"vip\":\"maybe\"}",
        "{\"evidence\":[[]]}",
        "{\"evidence\":[null]}", "{\"evidence\":{\"a\":1}}", "{\"time\":\"yesterday\"}", "{\"time\":20240101}",
        "{\"bought\":\"2024-13-45\"}", "{\"scene\":{}}", "{\"id\":{}}", "{\"id\":\"\\ud800\"}", "{\"id\":\"\\u0000\"}",
        "{\"id\":\"a\",\"id\":\"b\"}", "{\"__proto__\":1}", "{\"amount\":0x10}", "{\"amount\":01}", "{\"amount\":+1}",
        "\u{FEFF}{\"amount\":\"\"}x", "{'id':'a'}", "{\"id\":\"a\"}//", "<xml/>", "id=a&amount=1",
    ]

    @Test(arguments: bodies)
    func `What is no case is a problem document, wherever it is sent`(body: String) async throws {
        try await ServerExample()
            .run { client in
                let paths = [
                    "/v1/cases", "/v1/suggestions", "/v1/suggestions?dry_run", "/v2/models/claims/infer",
                    "/v1/cases/x/decision",
                ]
                for path in paths {
                    let answer = try await client.post(path, body)
                    #expect((400..<500).contains(answer.status), "\(path): \(answer.status) \(answer.text)")
                    #expect(answer.headers[.contentType] == "application/problem+json")
                    #expect(answer.text("detail") != nil)
                }
                // In a batch the item is what is wrong, or the whole is no list.
                let batch = try await client.post("/v1/suggestions/batch?dry_run", "[\(body)]")
                #expect(batch.status < 500)
                if batch.status == 200 { #expect(batch.number("failed") != 0, "\(batch.text)") }
            }
    }

    @Test
    func `Hostile texts in every field come back as they went in`() async throws {
        try await ServerExample()
            .run { client in
                for (index, text) in Self.texts.enumerated() {
                    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
                    let json = """
                        {"id":\(quoted),"time":"2024-03-20","scene":\(quoted),"shop":\(quoted),"evidence":[\(quoted)],\
                        "items":[\(quoted)],"story":\(quoted)}
                        """
                    let answer = try await client.post("/v1/suggestions", json)
                    #expect(answer.status == 200, "\(text): \(answer.text)")
                    #expect(answer.text("case_id") == text)
                    let path = try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
                    let read = try await client.get("/v1/cases/\(path)")
                    #expect(read.text("fields.story") == text, "\(read.text)")
                    #expect(read.headers[.xContentTypeOptions] == "nosniff")
                    let decision = #"{"decision":"review","reason":\#(quoted)}"#
                    #expect(try await client.post("/v1/cases/\(path)/decision", decision).status == 200)
                    #expect(try await client.get("/v1/cases/\(path)").text("decisions.0.reason") == text)
                    #expect(try await client.get("/v1/queue", as: .manager).list("queue")?.count == index + 1)
                }
                // A label of a metric cannot break out of its line.
                for line in try await client.get("/metrics", as: .manager).text.split(separator: "\n")
                where !line.hasPrefix("#") {
                    #expect(line.hasPrefix("eva_"))
                }
            }
    }

    @Test
    func `Numbers and nesting of any length are refused quickly`() async throws {
        try await ServerExample()
            .run { client in
                let digits = String(repeating: "9", count: 10 << 20)
                #expect(try await client.post("/v1/suggestions", "{\"amount\":\(digits)}").status == 413)
                let long = "{\"amount\":\(digits.prefix(1 << 19))}"
                #expect(try await client.post("/v1/suggestions?dry_run", long).status == 422)
                let batch = try await client.post("/v1/suggestions/batch?dry_run", "[{\"amount\":\(digits)}]")
                #expect(batch.number("failed") == 1)
                let nested = String(repeating: "[", count: 100_000)
                for path in [
                    "/v1/suggestions", "/v1/suggestions/batch", "/v2/models/claims/infer", "/v1/cases/x/decision",
                ] {
                    #expect(try await client.post(path, nested).status == 400, "\(path)")
                }
                let object = String(repeating: "{\"a\":", count: 100_000)
                #expect(try await client.post("/v1/cases/x/decision", object).status == 400)
            }
    }

    @Test
    func `Bytes that are no UTF-8 are refused`() async throws {
        try await ServerExample()
            .run { client in
                for path in ["/v1/suggestions", "/v1/cases", "/v2/models/claims/infer", "/v1/cases/x/decision"] {
                    let body = ByteBuffer(bytes: Array("{\"story\":\"".utf8) + [0xFF, 0xC0] + Array("\"}".utf8))
                    let response = try await client.test.execute(
                        uri: path,
                        method: .post,
                        headers: [.authorization: "Bearer \(client.example.tokens[.agent] ?? "")"],
                        body: body
                    )
                    #expect((400..<500).contains(response.status.code), "\(path)")
                }
            }
    }

    @Test(arguments: ["a\u{7}b", String(repeating: "x", count: 257), "a\nb"])
    func `An identifier that cannot be shown in a line is refused`(id: String) async throws {
        try await ServerExample()
            .run { client in
                let quoted = String(decoding: try JSONEncoder().encode(id), as: UTF8.self)
                for path in ["/v1/cases", "/v1/suggestions"] {
                    let answer = try await client.post(path, "{\"id\":\(quoted)}")
                    #expect(answer.status == 422, "\(answer.text)")
                    #expect(answer.text("path") == "$.case_id")
                }
            }
    }
}
