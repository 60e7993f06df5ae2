import EvaCorpus
package import EvaStore
import HTTPTypes
import Hummingbird

/// What routes work with.
package struct Services: Sendable {
    package let store: EvaStore
    package let desk: ModelDesk
    let metrics: ServiceMetrics
    package let options: ServerOptions

    /// Which cases a user may see.
    package func view(_ context: ServerContext) throws(Problem) -> CaseView {
        CaseView(try context.user(), options.caseVisibility)
    }

    /// Makes a change once for each `Idempotency-Key`, and answers with what it answered the first time.
    func change(
        _ request: Request,
        _ context: ServerContext,
        body: [UInt8],
        _ change: @escaping @Sendable (StoreTransaction) throws -> StoredAnswer
    ) async throws -> (answer: StoredAnswer, response: Response) {
        let access = try context.user()
        let answer = try await store.write(as: access.actor, once: try key(request, access, body), change)
        var response = Response(json: answer.body, status: HTTPResponse.Status(code: answer.status))
        if answer.body.isEmpty { response.headers[.contentType] = nil }
        if answer.isRepeated, let name = HTTPField.Name.idempotencyReplayed { response.headers[name] = "true" }
        return (answer, response)
    }

    /// The request's idempotency key: method, path, parameters and body make a request what it is.
    private func key(_ request: Request, _ access: Access, _ body: [UInt8]) throws -> IdempotencyKey? {
        guard let name = HTTPField.Name.idempotencyKey, let key = request.headers[name] else { return nil }
        let line = "\(request.method.rawValue) \(request.uri.description)\n"
        return try IdempotencyKey(key, owner: access.actor, request: Array(line.utf8) + body)
    }

    /// The user whose cases these are to be: `usual` when the request does not name one.
    func agent(_ query: Query, _ context: ServerContext, usual: Int64?) async throws -> Int64? {
        guard let name = query.text("agent") else { return usual }
        let user = try context.user().user
        if name == user.name { return user.id }
        guard user.roles.contains(.manager) else {
            throw Problem(.forbidden, "forbidden", "only a manager gives cases to others", cure: "leave out agent")
        }
        return try await store.read { try $0.user(named: name).id }
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key")
    fileprivate static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")
}

extension StoredAnswer {
    /// An answer in JSON.
    init(_ json: JSONText, status: Int = 200) {
        self.init(status: status, body: json.bytes)
    }
}
