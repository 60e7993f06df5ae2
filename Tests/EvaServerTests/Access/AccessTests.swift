import EvaServer
import EvaStore
import Foundation
import HTTPTypes
import Testing

struct AccessTests {
    /// A path of the endpoint that names something that is not there: whoever is let in gets another status than 401
    /// and 403.
    private static func path(_ endpoint: Endpoint) -> String {
        endpoint.path.replacing("{id}", with: "1").replacing("{name}", with: "claims")
            .replacing("{model}", with: "claims").replacing("{version}", with: "1")
    }

    @Test
    func `Every endpoint lets in whom its right names, and nobody else`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            for endpoint in example.server.endpoints where !endpoint.isPage {
                let path = Self.path(endpoint)
                let anonymous = try await client.send(endpoint.method, path, token: nil)
                let unknown = try await client.send(endpoint.method, path, token: "eva_unknown")
                switch endpoint.right {
                case .anyone: #expect(anonymous.status == 200, "\(endpoint.path)")
                case .metrics, .users, .page:
                    // The test's channel has no address, so that it is not taken for this machine.
                    #expect(anonymous.status == 401, "\(endpoint.path)")
                    #expect(anonymous.headers[.wwwAuthenticate] != nil)
                    #expect(unknown.status == 401, "\(endpoint.path)")
                }
                guard case .users(let roles, _) = endpoint.right else { continue }
                for role in Role.allCases {
                    let answer = try await client.send(endpoint.method, path, token: example.tokens[role])
                    let isIn = answer.status != 401 && answer.status != 403
                    #expect(isIn == roles.contains(role), "\(endpoint.path) as \(role): \(answer.text)")
                }
            }
        }
    }

    @Test
    func `The table of rights is what the issue asks for`() async throws {
        let example = try await ServerExample()
        try? FileManager.default.removeItem(atPath: example.folder)
        let open = example.server.endpoints.filter { $0.right == .anyone }.map(\.path)
        #expect(Set(open) == ["/livez", "/readyz", "/v2/health/live", "/v2/health/ready"])
        let rights = Dictionary(
            uniqueKeysWithValues: example.server.endpoints.map { ("\($0.method.rawValue) \($0.path)", $0.right) }
        )
        #expect(rights["POST /v1/cases/{id}/decision"] == .users([.agent], .decide))
        #expect(rights["POST /v1/cases/{id}/review"] == .users([.reviewer], .review))
        #expect(rights["POST /v1/models/{name}/promote"] == .users([.curator], .models))
    }

    @Test
    func `A token without the scope is refused, whatever its user's roles`() async throws {
        let example = try await ServerExample()
        let everyRole = Set(Role.allCases)
        var bare: [TokenScope: String] = [:]
        for scope in TokenScope.allCases {
            bare[scope] = try await ServerExample.token(example.store, "only.\(scope.rawValue)", everyRole, [scope])
        }
        let tokens = bare
        try await example.run { client in
            for endpoint in example.server.endpoints {
                guard case .users(_, let wanted?) = endpoint.right else { continue }
                for scope in TokenScope.allCases {
                    let answer = try await client.send(endpoint.method, Self.path(endpoint), token: tokens[scope])
                    #expect((answer.status != 403) == (scope == wanted), "\(endpoint.path) with \(scope)")
                }
            }
            #expect(try await client.send(.get, "/metrics", token: tokens[.metrics]).status == 200)
            #expect(try await client.send(.get, "/metrics", token: tokens[.cases]).status == 403)
        }
    }

    @Test
    func `Without a token nobody learns which paths there are`() async throws {
        try await ServerExample()
            .run { client in
                for path in ["/", "/v1", "/admin", "/v1/cases/x/y/z", "/.git/config", "/v1/cases/%00", "/v1/cases/%ff"]
                {
                    #expect(try await client.send(.get, path, token: nil).status == 401, "\(path)")
                }
                let missing = try await client.get("/nothing")
                #expect(missing.status == 404)
                #expect(missing.headers[.contentType] == "application/problem+json")
                let wrong = try await client.send(.delete, "/v1/cases", token: client.example.tokens[.agent])
                #expect(wrong.status == 405)
                #expect(wrong.headers[.allow] == "POST, GET")
                let batch = try await client.get("/v1/suggestions/batch")
                #expect(batch.status == 405)
                #expect(batch.headers[.allow] == "POST")
                #expect(try await client.get("/v1/cases/%ff").status == 400)
            }
    }

    @Test(arguments: [
        "Basic YTpi", "Bearer", "Bearer ", "eva_x", "Bearer a b", "Bearer \(String(repeating: "x", count: 9000))",
    ])
    func `A header that is no token is 401`(header: String) async throws {
        try await ServerExample()
            .run { client in
                let answer = try await client.send(.get, "/v1/cases", token: nil, headers: ["Authorization": header])
                #expect(answer.status == 401)
            }
    }

    @Test
    func `A disabled user is out within a second`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            #expect(try await client.get("/v1/cases").status == 200)
            try await example.store.write(as: .system("test")) { transaction in
                try transaction.disable(try transaction.reader.user(named: "agent").id)
            }
            try await Task.sleep(for: .milliseconds(1100))
            #expect(try await client.get("/v1/cases").status == 401)
        }
    }
}
