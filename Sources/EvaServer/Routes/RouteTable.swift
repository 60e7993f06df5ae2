import Hummingbird

/// The routes: each has an endpoint with its right, and nothing is answered before the gate let the request in.
struct RouteTable {
    typealias Answer = @Sendable (Request, ServerContext) async throws -> Response

    /// Answers a request that failed, be it at the gate.
    typealias Failure = @Sendable (any Error, Request, ServerContext) async throws -> Response

    private var routes: [(endpoint: Endpoint, failure: Failure?, answer: Answer)] = []

    /// Answers an endpoint; without `failure` a problem document says what failed.
    mutating func on(_ endpoint: Endpoint, failure: Failure? = nil, _ answer: @escaping Answer) {
        routes.append((endpoint, failure, answer))
    }

    /// The endpoints that are answered.
    var endpoints: [Endpoint] { routes.map(\.endpoint) }

    /// Adds the routes to a router.
    func add(to router: Router<ServerContext>, gate: Gate) {
        for (endpoint, failure, answer) in routes {
            let isShort = endpoint.isShort
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                var context = context
                do {
                    context.access = try await gate.admit(request, context, endpoint.right)
                    if isShort { return try await answer(request, context) }
                    let admitted = context
                    return try await withTaskExecutorPreference(globalConcurrentExecutor) {
                        try await answer(request, admitted)
                    }
                } catch {
                    guard let failure else { throw error }
                    return try await failure(error, request, context)
                }
            }
        }
    }
}
