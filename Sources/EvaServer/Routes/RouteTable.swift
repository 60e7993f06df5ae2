import Hummingbird

/// The routes: each has an endpoint with its right, and nothing is answered before the gate let the request in.
struct RouteTable {
    typealias Answer = @Sendable (Request, ServerContext) async throws -> Response

    private var routes: [(endpoint: Endpoint, answer: Answer)] = []

    /// Answers an endpoint.
    mutating func on(_ endpoint: Endpoint, _ answer: @escaping Answer) {
        routes.append((endpoint, answer))
    }

    /// The endpoints that are answered.
    var endpoints: [Endpoint] { routes.map(\.endpoint) }

    /// Adds the routes to a router.
    func add(to router: Router<ServerContext>, gate: Gate) {
        for (endpoint, answer) in routes {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                var context = context
                context.access = try await gate.admit(request, context, endpoint.right)
                return try await answer(request, context)
            }
        }
    }
}
