import EvaServer
import Foundation
import Testing
import Yams

struct OpenAPITests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/openapi.yaml")

    @Test
    func `The description has every route of the router, and no other`() async throws {
        let example = try await ServerExample()
        try? FileManager.default.removeItem(atPath: example.folder)
        let document = try #require(
            try Yams.load(yaml: try String(contentsOf: Self.file, encoding: .utf8)) as? [String: Any]
        )
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let described = paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } }
        let endpoints = example.server.endpoints.filter { !$0.isPage }
        let answered = endpoints.map { "\($0.method.rawValue) \($0.path)" }
        #expect(described.sorted() == answered.sorted())
        // What is open to anyone says so, and nothing else does.
        for endpoint in endpoints {
            let operation = paths[endpoint.path]?[endpoint.method.rawValue.lowercased()] as? [String: Any]
            let security = operation?["security"] as? [Any]
            #expect((security?.isEmpty ?? false) == (endpoint.right == .anyone), "\(endpoint.path)")
        }
    }

    @Test
    func `The server serves the description as it is in the repository`() async throws {
        try await ServerExample()
            .run { client in
                let answer = try await client.get("/openapi.yaml")
                #expect(answer.headers[.contentType] == "application/yaml; charset=utf-8")
                let file = try String(contentsOf: Self.file, encoding: .utf8)
                #expect(answer.text == file)
            }
    }

    /// Names of what docs/suggestion.schema.json defines.
    private static let names = [
        "answer": "Answer", "share": "Share", "text": "Titles", "reason": "Reason", "standard": "ClauseFinding",
        "conflict": "Conflict", "missing": "MissingEvidence", "precedent": "Precedent", "change": "Change",
        "amount": "SuggestedAmount",
    ]

    @Test
    func `A suggestion is described as the command line writes it, with its number in the store`() throws {
        let document = try #require(
            try Yams.load(yaml: try String(contentsOf: Self.file, encoding: .utf8)) as? [String: Any]
        )
        let components = try #require(document["components"] as? [String: Any])
        var described = try #require(components["schemas"] as? [String: Any])
        let file = Self.file.deletingLastPathComponent().appendingPathComponent("suggestion.schema.json")
        var text = try String(contentsOf: file, encoding: .utf8)
        for (name, other) in Self.names {
            text = text.replacing("\"#/$defs/\(name)\"", with: "\"#/components/schemas/\(other)\"")
        }
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let written = try #require(schema["$defs"] as? [String: Any])

        var suggestion = try #require(described["Suggestion"] as? [String: Any])
        var properties = try #require(suggestion["properties"] as? [String: Any])
        #expect(properties.removeValue(forKey: "suggestion_id") != nil)
        suggestion["properties"] = properties
        described["Suggestion"] = suggestion
        for (name, other) in Self.names.merging(["suggestion": "Suggestion"], uniquingKeysWith: { $1 }) {
            #expect(try canonical(described[other]) == canonical(written[name]), "\(other)")
        }
    }

    private func canonical(_ value: Any?) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: try #require(value), options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
    }
}
