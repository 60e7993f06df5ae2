import HTTPTypes
import Hummingbird
import Synchronization

/// Refuses requests with 429 while too many are worked on; those for the server's health are always answered.
final class LoadMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    private let most: Int
    private let count = Atomic<Int>(0)

    init(most: Int) {
        self.most = most
    }

    /// Whether a request more would be refused.
    var isFull: Bool { count.load(ordering: .relaxed) >= most }

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let isHealth = ["/livez", "/readyz", "/v2/health/live", "/v2/health/ready"].contains(request.uri.path)
        guard !isHealth else { return try await next(request, context) }
        let before = count.wrappingAdd(1, ordering: .relaxed).oldValue
        defer { count.wrappingSubtract(1, ordering: .relaxed) }
        guard before < most else { throw Problem.tooMany("\(most) requests are worked on already") }
        return try await next(request, context)
    }
}
