package import EvaStore
package import HTTPTypes

/// A method and a path, with who may use it.
package struct Endpoint: Sendable, Hashable {
    /// Who may use an endpoint.
    package enum Right: Sendable, Hashable {
        /// Whoever asks.
        case anyone
        /// Whoever asks from this machine, or a token with the scope `metrics`.
        case metrics
        /// A user with one of these roles; a token also needs the scope.
        case users(Set<Role>, TokenScope?)
        /// A page of the console: a person with a session and one of these roles; `nil`: whoever asks.
        case page(Set<Role>?)
    }

    package let method: HTTPRequest.Method
    /// Path with parameters in braces, as in docs/openapi.yaml.
    package let path: String
    package let right: Right

    package init(_ method: HTTPRequest.Method, _ path: String, _ right: Right) {
        self.method = method
        self.path = path
        self.right = right
    }
}

extension Endpoint {
    private static let everybody = Set(Role.allCases)
    private static let advised: Set<Role> = [.agent, .manager, .curator]
    private static let readers: Set<Role> = [.agent, .reviewer, .manager, .curator]

    static let openCases = Endpoint(.post, "/v1/cases", .users([.agent, .manager], .cases))
    static let listCases = Endpoint(.get, "/v1/cases", .users(readers, .cases))
    static let readCase = Endpoint(.get, "/v1/cases/{id}", .users(readers, .cases))
    static let suggest = Endpoint(.post, "/v1/suggestions", .users(advised, .suggest))
    static let suggestBatch = Endpoint(.post, "/v1/suggestions/batch", .users(advised, .suggest))
    static let readSuggestion = Endpoint(.get, "/v1/suggestions/{id}", .users(readers, .suggest))
    static let decide = Endpoint(.post, "/v1/cases/{id}/decision", .users([.agent], .decide))
    static let review = Endpoint(.post, "/v1/cases/{id}/review", .users([.reviewer], .review))
    static let queue = Endpoint(.get, "/v1/queue", .users([.reviewer, .manager], .review))
    static let claimNext = Endpoint(.post, "/v1/queue/claim", .users([.reviewer], .review))
    static let claim = Endpoint(.post, "/v1/queue/{id}/claim", .users([.reviewer], .review))
    static let release = Endpoint(.post, "/v1/queue/{id}/release", .users([.reviewer], .review))
    static let figures = Endpoint(.get, "/v1/figures", .users([.manager], .statistics))
    static let standards = Endpoint(.get, "/v1/standards", .users(everybody, .standards))
    static let models = Endpoint(.get, "/v1/models", .users(everybody, .models))
    static let promote = Endpoint(.post, "/v1/models/{name}/promote", .users([.curator], .models))

    static let server = Endpoint(.get, "/v2", .users(everybody, .suggest))
    static let serverLive = Endpoint(.get, "/v2/health/live", .anyone)
    static let serverReady = Endpoint(.get, "/v2/health/ready", .anyone)
    static let model = Endpoint(.get, "/v2/models/{model}", .users(everybody, .suggest))
    static let modelVersion = Endpoint(.get, "/v2/models/{model}/versions/{version}", .users(everybody, .suggest))
    static let modelReady = Endpoint(.get, "/v2/models/{model}/ready", .users(everybody, .suggest))
    static let modelVersionReady = Endpoint(
        .get,
        "/v2/models/{model}/versions/{version}/ready",
        .users(everybody, .suggest)
    )
    static let infer = Endpoint(.post, "/v2/models/{model}/infer", .users(advised, .suggest))
    static let inferVersion = Endpoint(
        .post,
        "/v2/models/{model}/versions/{version}/infer",
        .users(advised, .suggest)
    )

    static let live = Endpoint(.get, "/livez", .anyone)
    static let ready = Endpoint(.get, "/readyz", .anyone)
    static let metrics = Endpoint(.get, "/metrics", .metrics)
    static let description = Endpoint(.get, "/openapi.yaml", .users(everybody, nil))

    /// Whether it is about one case, or none, and answered within milliseconds: the connection's own thread may do it.
    var isShort: Bool {
        [.suggest, .decide, .live, .ready, .serverLive, .serverReady].contains(self)
    }

    /// Whether a path, without its parameters, is this endpoint's.
    func matches(_ other: Substring) -> Bool {
        let (own, other) = (path.split(separator: "/"), other.split(separator: "/"))
        return own.count == other.count && zip(own, other).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
}
