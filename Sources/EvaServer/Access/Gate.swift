import EvaStore
import HTTPTypes
import Hummingbird

/// Lets requests in: finds out who asks, and whether that user may.
struct Gate: Sendable {
    private let store: EvaStore
    private let tokens: AccessCache
    private let servesTLS: Bool

    init(_ store: EvaStore, servesTLS: Bool) {
        self.store = store
        self.servesTLS = servesTLS
        tokens = AccessCache(store)
    }

    /// Whoever asks, if that user may use an endpoint of this right; `nil` when it is open to anyone.
    ///
    /// **Throws** 401 when nobody says who asks, 403 when the user may not.
    func admit(_ request: Request, _ context: ServerContext, _ right: Endpoint.Right) async throws -> Access? {
        switch right {
        case .anyone: return nil
        case .metrics:
            if request.headers[.authorization] == nil, context.isLocal, !Self.isForwarded(request) { return nil }
            return try Self.check(try await identify(request), Set(Role.allCases), .metrics)
        case .users(let roles, let scope): return try Self.check(try await identify(request), roles, scope)
        case .page(let roles):
            let access = try await session(request)
            guard let roles else { return access }
            guard let access else { throw Problem.unauthorized("nobody is logged in") }
            return try Self.check(access, roles, nil)
        }
    }

    /// Whoever has the session in the request's cookie; a token opens no page.
    private func session(_ request: Request) async throws -> Access? {
        guard let secret = Cookies(request, servesTLS: servesTLS).session else { return nil }
        return try await store.access(session: secret)
    }

    /// Who asks.
    ///
    /// **Throws** 401 when nobody says so, or the token is not good.
    func identify(_ request: Request) async throws -> Access {
        guard let access = try await tokens.access(token: try Self.token(request.headers)) else {
            throw Problem.unauthorized("the token is unknown, revoked or expired")
        }
        return access
    }

    /// Whoever asks at an endpoint for users, if the token was seen a moment ago and the user may; `nil` when only
    /// `admit` can tell.
    func admitAtOnce(_ headers: HTTPFields, _ endpoint: Endpoint) -> Access? {
        guard case .users(let roles, let scope) = endpoint.right, let token = try? Self.token(headers),
            let access = tokens.seen(token: token)
        else { return nil }
        return try? Self.check(access, roles, scope)
    }

    private static func token(_ headers: HTTPFields) throws(Problem) -> String {
        let values = headers[values: .authorization]
        guard let value = values.first, values.count == 1 else {
            throw Problem.unauthorized(values.isEmpty ? "nobody said who asks" : "there are two tokens")
        }
        // As nearly everybody writes it.
        if value.hasPrefix("Bearer "), value.utf8.count <= 256 { return String(value.dropFirst(7)) }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 256 else {
            throw Problem.unauthorized("this is no bearer token")
        }
        return String(parts[1])
    }

    private static func check(_ access: Access, _ roles: Set<Role>, _ scope: TokenScope?) throws(Problem) -> Access {
        guard !access.user.roles.isDisjoint(with: roles) else {
            let names = roles.sorted().map(\.rawValue).joined(separator: ", ")
            throw Problem(.forbidden, "forbidden", "the user has no role for this", cure: "one of \(names) may")
        }
        if let scope, let scopes = access.scopes, !scopes.contains(scope) {
            throw Problem(
                .forbidden,
                "forbidden",
                "the token has no scope for this",
                cure: "use a token with the scope \(scope.rawValue)"
            )
        }
        return access
    }

    /// Whether a proxy passed the request on: its own address says nothing about who asks.
    private static func isForwarded(_ request: Request) -> Bool {
        ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"]
            .contains { name in HTTPField.Name(name).map { request.headers.contains($0) } ?? false }
    }
}
