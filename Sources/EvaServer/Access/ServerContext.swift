package import EvaStore
import Foundation
package import Hummingbird
import NIOCore

/// What is known of a request besides what it says.
package struct ServerContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who asks; `nil` for an endpoint that is open to anyone.
    package var access: Access?
    /// Whether the request comes from this machine, and no proxy says otherwise.
    let isLocal: Bool
    /// Where the request comes from, for what counts failed log-ins; empty when that is not known.
    let address: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
        isLocal = source.channel.remoteAddress.map(Self.isLoopback) ?? false
    }

    private static func isLoopback(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4, .v6:
            let text = address.ipAddress ?? ""
            return text == "::1" || text.hasPrefix("127.") || text.hasPrefix("::ffff:127.")
        case .unixDomainSocket: return true
        }
    }

    /// A parameter of the path, with its percent escapes resolved.
    ///
    /// **Throws** 400 when these are no UTF-8.
    func parameter(_ name: String) throws(Problem) -> String {
        guard let text = parameters.get(name)?.removingPercentEncoding else {
            throw Problem(.badRequest, "path", "the path cannot be read", cure: "escape it as UTF-8, with %")
        }
        return text
    }

    /// Who asks, at an endpoint that is not open to anyone.
    func user() throws(Problem) -> Access {
        guard let access else { throw Problem.unauthorized("nobody said who asks") }
        return access
    }
}
