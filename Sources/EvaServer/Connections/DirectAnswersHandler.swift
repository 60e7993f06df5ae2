import HTTPTypes
import NIOCore
import NIOHTTPTypes

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
