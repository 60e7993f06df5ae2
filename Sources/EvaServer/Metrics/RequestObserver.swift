import HTTPTypes
import Logging

/// Counts and times requests, and logs them: the route, never the path with what a caller wrote into it.
struct RequestObserver: Sendable {
    let metrics: ServiceMetrics

    /// A request that is worked on.
    struct Observed {
        fileprivate let start: ContinuousClock.Instant
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    func begin(at start: ContinuousClock.Instant = .now) -> Observed {
        metrics.requestBegan()
        return Observed(start: start)
    }

    func end(
        _ observed: Observed,
        _ method: HTTPRequest.Method,
        _ route: String,
        status: Int,
        _ logger: @autoclosure () -> Logger
    ) {
        let time = ContinuousClock.now - observed.start
        let method = Self.methods.contains(method) ? method.rawValue : "other"
        metrics.requestEnded(method: method, route: route, status: status, time: time)
        let (seconds, attoseconds) = time.components
        let milliseconds = Double(seconds) * 1e3 + Double(attoseconds / 1_000_000_000_000) / 1e3
        logger()
            .log(
                level: status >= 500 ? .error : .info,
                "request",
                metadata: [
                    "method": "\(method)", "route": "\(route)", "status": "\(status)", "ms": "\(milliseconds)",
                ]
            )
    }
}
