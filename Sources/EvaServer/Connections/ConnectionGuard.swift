import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// How long a connection may take for what.
struct ConnectionLimits: Sendable {
    /// From the first byte that may come to the end of the headers.
    var header = TimeAmount.seconds(10)
    /// From the headers to the end of the body.
    var body = TimeAmount.seconds(30)
    /// Between two requests.
    var idle = TimeAmount.seconds(60)
}

/// Ends connections that are too slow: with 408 where somebody may still listen.
///
/// It also closes after an answer that says so, but lets the other side read it first.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Waiting {
        /// For headers, on a new connection or between requests.
        case headers(isFirst: Bool)
        case body
        /// For the server's own answer.
        case answer
    }

    private let limits: ConnectionLimits
    private var waiting = Waiting.headers(isFirst: true)
    private var isAnswering = false
    private var closes = false
    private var timer: Scheduled<Void>?
    /// What the other side gets to read an answer before the connection is cut.
    private static let lingering = TimeAmount.seconds(2)

    init(_ limits: ConnectionLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(limits.header, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(limits.header, context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            waiting = .body
            isAnswering = false
            start(limits.body, context)
        case .body: break
        case .end:
            waiting = .answer
            if !closes { timer?.cancel() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            isAnswering = true
            closes = head.headerFields[.connection] == "close"
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            if closes {
                context.writeAndFlush(data, promise: promise)
                context.close(mode: .output, promise: nil)
                start(Self.lingering, context)
            } else {
                context.write(data, promise: promise)
                if case .answer = waiting {
                    waiting = .headers(isFirst: false)
                    start(limits.idle, context)
                }
            }
        }
    }

    private func start(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) { bound.value.0.end(bound.value.1) }
    }

    private func end(_ context: ChannelHandlerContext) {
        let isWaited: Bool =
            switch waiting {
            case .headers(let isFirst): isFirst
            case .body: !isAnswering
            case .answer: false
            }
        guard isWaited, !closes else { return context.close(promise: nil) }
        let bytes = Problem(.requestTimeout, "timeout", "the request took too long", cure: "send it faster").json.bytes
        let head = HTTPResponse(
            status: .requestTimeout,
            headerFields: [
                .connection: "close", .contentType: "application/problem+json", .contentLength: "\(bytes.count)",
            ]
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
