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
    /// When the connection ends unless something happens before.
    private var deadline: NIODeadline?
    /// Looks after the deadline; it is not set anew for each request, only once it has come.
    private var timer: (time: NIODeadline, task: Scheduled<Void>)?
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

    func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
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
            if !closes { deadline = nil }
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
        let deadline = NIODeadline.now() + time
        self.deadline = deadline
        if let timer, timer.time <= deadline { return }
        look(at: deadline, context)
    }

    private func look(at time: NIODeadline, _ context: ChannelHandlerContext) {
        timer?.task.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: time) { bound.value.0.look(bound.value.1) }
        timer = (time, task)
    }

    /// Ends the connection if its time is up, or looks again when it will be.
    private func look(_ context: ChannelHandlerContext) {
        timer = nil
        guard let deadline else { return }
        if deadline <= .now() { return end(context) }
        look(at: deadline, context)
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
