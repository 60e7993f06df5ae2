import EvaServer
import EvaStore
import Foundation
import HTTPTypes
import Testing

/// Somebody at the console, with a session.
struct Person {
    let client: Client
    let session: String
    static let password = "a sentence that nobody else knows"

    /// The user that the example has for a role, logged in by the form.
    init(_ role: Role, _ client: Client) async throws {
        try await self.init(named: role.rawValue, client)
    }

    init(named name: String, _ client: Client) async throws {
        let store = client.example.store
        let id = try await store.read { try $0.user(named: name).id }
        try await store.setPassword(Self.password, of: id, as: .system("test"))
        self.client = client
        session = try await store.logIn(name: name, password: Self.password, address: "").secret
    }

    func get(_ path: String, part: Bool = false) async throws -> Client.Answer {
        var headers = ["Cookie": "eva_session=\(session)", "Accept-Language": "en"]
        if part { headers["X-Eva-Part"] = "1" }
        return try await client.send(.get, path, token: nil, headers: headers)
    }

    /// Sends a form; `token` is what stands in the pages unless it says otherwise.
    func post(_ path: String, _ fields: [(String, String)] = [], token: String?? = nil) async throws -> Client.Answer {
        let token = if let token { token } else { try await formToken() as String? }
        let fields = (token.map { [("token", $0)] } ?? []) + fields
        return try await client.form(path, fields, cookie: "eva_session=\(session)")
    }

    /// The token in the forms of the pages.
    func formToken() async throws -> String { try #require(try await get("/standards").text.hidden("token")) }
}

extension Client {
    func form(_ path: String, _ fields: [(String, String)], cookie: String?) async throws -> Answer {
        var allowed = CharacterSet.alphanumerics
        allowed.insert("-")
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
        var headers = ["Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"]
        headers["Cookie"] = cookie
        return try await send(.post, path, body.joined(separator: "&"), token: nil, headers: headers)
    }
}

extension Client.Answer {
    /// Where a redirect leads.
    var location: String? { headers[.location] }
}

extension String {
    /// Value of the first hidden input of a name.
    func hidden(_ name: String) -> String? {
        guard let start = firstRange(of: "<input type=\"hidden\" name=\"\(name)\" value=\"")?.upperBound else {
            return nil
        }
        return String(self[start...].prefix { $0 != "\"" })
    }
}
