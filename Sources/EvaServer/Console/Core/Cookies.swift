import HTTPTypes
import Hummingbird

/// The cookies of the console.
struct Cookies {
    private let values: [String: String]
    /// Whether the browser speaks TLS, with the server or with a proxy before it.
    let isSecure: Bool

    /// What goes into a cookie: nothing that would end it.
    private enum Name: String {
        case session = "eva_session"
        case visitor = "eva_visitor"
        case language = "eva_language"
    }

    /// Of a request to a server that serves HTTPS or not: the request itself does not tell.
    ///
    /// Who lies about the proxy only loses a cookie.
    init(_ request: Request, servesTLS: Bool) {
        isSecure = servesTLS || HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https"
        var values: [String: String] = [:]
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                guard let mark = pair.firstIndex(of: "=") else { continue }
                let name = pair[..<mark].drop { $0 == " " }
                values[String(name)] = String(pair[pair.index(after: mark)...])
            }
        }
        self.values = values
    }

    /// Secret of the session.
    var session: String? { value(.session) }
    /// Secret of somebody who is not logged in.
    var visitor: String? { value(.visitor) }
    /// Language that was chosen.
    var language: Language? { value(.language).flatMap(Language.init(rawValue:)) }

    private func value(_ name: Name) -> String? {
        guard let value = values[Self.full(name, isSecure)], (1...128).contains(value.utf8.count) else { return nil }
        return value
    }

    /// A browser keeps a name that begins so only for this host and over TLS.
    private static func full(_ name: Name, _ isSecure: Bool) -> String {
        (isSecure ? "__Host-" : "") + name.rawValue
    }

    static func session(_ secret: String, isSecure: Bool) -> String { set(.session, secret, isSecure) }

    static func endSession(isSecure: Bool) -> String { set(.session, "", isSecure, seconds: 0) }

    static func visitor(_ secret: String, isSecure: Bool) -> String { set(.visitor, secret, isSecure) }

    static func language(_ language: Language, isSecure: Bool) -> String {
        set(.language, language.rawValue, isSecure, seconds: 31_536_000)
    }

    private static func set(_ name: Name, _ value: String, _ isSecure: Bool, seconds: Int? = nil) -> String {
        "\(full(name, isSecure))=\(value); Path=/; HttpOnly; SameSite=Strict"
            + (seconds.map { "; Max-Age=\($0)" } ?? "") + (isSecure ? "; Secure" : "")
    }
}
