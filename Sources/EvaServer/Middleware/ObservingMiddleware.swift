import Hummingbird
import Logging

/// Counts, times and logs the requests that pass through the router.
struct ObservingMiddleware: RouterMiddleware {
    let observer: RequestObserver

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let observed = observer.begin()
        var status = 500
        defer { observer.end(observed, request.method, Self.route(context), status: status, context.logger) }
        let response = try await next(request, context)
        status = Int(response.status.code)
        return response
    }

    private static func route(_ context: ServerContext) -> String {
        switch context.endpointPath {
        case nil, "NotFound": "none"
        case .some(let path): path
        }
    }
}
