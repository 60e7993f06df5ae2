import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTPTypes

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

/// Takes requests that are answered at once out of a connection; all others go on as they came.
///
/// Only what has come whole is held, so that at the end of each turn nothing is here.
final class DirectAnswersHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let answers: DirectAnswers
    private var held: (head: HTTPRequest, body: ByteBuffer)?
    /// Requests that went on and are not answered yet: answers must come in the order of the requests.
    private var pending = 0
    /// The last path: most connections ask by the same again and again.
    private var last = (path: "", isDirect: false)

    init(_ answers: DirectAnswers) {
        self.answers = answers
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if pending == 0, answers.mayAnswer(head), isDirect(head.path ?? "") {
                held = (head, ByteBuffer())
                return
            }
            pending += 1
        case .body(let bytes):
            if held != nil {
                held?.body.writeImmutableBuffer(bytes)
                if held?.body.readableBytes ?? 0 > answers.mostBytes { release(context) }
                return
            }
        case .end:
            if let (head, body) = held, let answer = answers.answer(head, body) {
                held = nil
                context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
                context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
                return context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
            release(context)
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        release(context)
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { pending = max(0, pending - 1) }
        context.write(data, promise: promise)
    }

    private func isDirect(_ path: String) -> Bool {
        if path != last.path { last = (path, answers.isDirect(path)) }
        return last.isDirect
    }

    /// Lets what is held go on.
    private func release(_ context: ChannelHandlerContext) {
        guard let (head, body) = held else { return }
        held = nil
        pending += 1
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }
}
