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
        let answered = example.server.endpoints.map { "\($0.method.rawValue) \($0.path)" }
        #expect(described.sorted() == answered.sorted())
        // What is open to anyone says so, and nothing else does.
        for endpoint in example.server.endpoints {
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
}
