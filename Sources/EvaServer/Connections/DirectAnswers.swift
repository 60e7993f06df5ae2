import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers decisions that are not stored at once, in the thread that reads the connection: tasks, streams and routing
/// take longer than to decide a case.
///
/// It only ever answers 200. Whatever else a request comes to, a wrong one, a token that was not seen a moment ago, too
/// much load, is left to the router, which says so.
struct DirectAnswers: Sendable {
    let suggestions: SuggestionRoutes
    let gate: Gate
    let load: LoadMiddleware
    let observer: RequestObserver
    let logger: Logger
    private let date = HTTPDate()

    private static let path = "\(Endpoint.suggest.path)?"

    /// Bytes of a body up to which a decision takes no longer than a turn of the thread may.
    var mostBytes: Int { min(64 << 10, suggestions.services.options.maxBodyBytes) }

    init(
        suggestions: SuggestionRoutes,
        gate: Gate,
        load: LoadMiddleware,
        observer: RequestObserver,
        logger: Logger
    ) {
        self.suggestions = suggestions
        self.gate = gate
        self.load = load
        self.observer = observer
        self.logger = logger
    }

    /// Whether a request's head is one that may be answered here, its path aside.
    func mayAnswer(_ head: HTTPRequest) -> Bool {
        head.method == .post && !head.headerFields.contains(.connection) && !head.headerFields.contains(.expect)
    }

    /// Whether what a path asks for is answered here.
    func isDirect(_ path: String) -> Bool {
        guard path.hasPrefix(Self.path) else { return false }
        let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: path)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return (try? suggestions.asksForDecisionAlone(request)) ?? false
    }

    /// The answer to a request; `nil` when the router must answer it.
    func answer(_ head: HTTPRequest, _ body: ByteBuffer) -> (head: HTTPResponse, body: ByteBuffer)? {
        let start = ContinuousClock.now
        guard !load.isFull, gate.admitAtOnce(head.headerFields, .suggest) != nil,
            let bytes = try? suggestions.decideAtOnce(head.headerFields, [UInt8](buffer: body)).bytes
        else { return nil }
        var response = Response(json: bytes)
        ProblemMiddleware.addHeaders(to: &response)
        response.headers[.date] = date.now
        observer.end(observer.begin(at: start), head.method, Endpoint.suggest.path, status: 200, named(logger))
        return (response.head, ByteBuffer(bytes: bytes))
    }

    /// The logger with a number for the request, as the router gives it, where that will be written.
    private func named(_ logger: Logger) -> Logger {
        guard logger.logLevel <= .info else { return logger }
        var logger = logger
        logger[metadataKey: "hb.request.id"] = .stringConvertible(RequestID())
        return logger
    }
}
