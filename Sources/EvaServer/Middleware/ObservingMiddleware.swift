import HTTPTypes
import Hummingbird
import Logging

/// Counts and times requests, and logs them: the route, never the path with what a caller wrote into it.
struct ObservingMiddleware: RouterMiddleware {
    let metrics: ServiceMetrics

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        metrics.requestBegan()
        var status = 500
        defer {
            let time = ContinuousClock.now - start
            let route = Self.route(context)
            let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
            metrics.requestEnded(method: method, route: route, status: status, time: time)
            let (seconds, attoseconds) = time.components
            let milliseconds = Double(seconds) * 1e3 + Double(attoseconds / 1_000_000_000_000) / 1e3
            context.logger.log(
                level: status >= 500 ? .error : .info,
                "request",
                metadata: [
                    "method": "\(method)", "route": "\(route)", "status": "\(status)", "ms": "\(milliseconds)",
                ]
            )
        }
        let response = try await next(request, context)
        status = Int(response.status.code)
        return response
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    private static func route(_ context: ServerContext) -> String {
        switch context.endpointPath {
        case nil, "NotFound": "none"
        case .some(let path): path
        }
    }
}
