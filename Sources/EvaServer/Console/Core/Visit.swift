import EvaStore
import HTTPTypes
import Hummingbird

/// A request for a page: who makes it, in which language, and what its forms are bound to.
struct Visit: Sendable {
    /// Who; `nil` when nobody is logged in.
    let access: Access?
    let language: Language
    /// The path with its parameters, without the language.
    let path: String
    /// The parameters.
    let query: FormBody
    /// The session's secret, or that of a visitor.
    let secret: String
    let isSecure: Bool
    /// Where the request comes from.
    let address: String
    /// Cookies that the answer sets.
    var cookies: [String] = []

    var words: Words { Words.of(language) }
    var token: FormToken { FormToken(secret: secret) }
    /// Whether a script asks for a part of a page.
    let wantsPart: Bool

    init(_ request: Request, _ context: ServerContext, servesTLS: Bool) throws(Problem) {
        let cookies = Cookies(request, servesTLS: servesTLS)
        access = context.access
        isSecure = cookies.isSecure
        address = context.address
        wantsPart = HTTPField.Name("X-Eva-Part").map { request.headers[$0] != nil } ?? false
        query = try FormBody(Array((request.uri.query ?? "").utf8))
        let chosen = query["language"].flatMap(Language.init(rawValue:))
        language =
            chosen ?? cookies.language ?? request.headers[.acceptLanguage].flatMap(Language.init(accept:)) ?? .en
        if let chosen { self.cookies.append(Cookies.language(chosen, isSecure: isSecure)) }
        let parameters = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("language=") }
        path = request.uri.path + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
        if context.access != nil, let session = cookies.session {
            secret = session
        } else if let visitor = cookies.visitor {
            secret = visitor
        } else {
            secret = FormToken.newSecret()
            self.cookies.append(Cookies.visitor(secret, isSecure: isSecure))
        }
    }

    /// Who, on a page that is not open to anyone.
    func user() throws(Problem) -> Access {
        guard let access else { throw Problem.unauthorized("nobody is logged in") }
        return access
    }

    /// The page in the other language.
    var otherLanguagePath: String {
        path + (path.contains("?") ? "&" : "?") + "language=\(language.other.rawValue)"
    }

    /// A path of this server; the start page for anything else, so that nobody is led elsewhere.
    static func safePath(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2048,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }
}
