package import EvaCorpus
package import HTTPTypes
import Hummingbird

/// What is wrong with a request, as a problem document.
///
/// **Source** RFC 9457. Beside its members: `code`, `cure`, and of the fault in the body `path` (JSON path), `line` and
/// `column`.
package struct Problem: Error, Sendable {
    /// Status of HTTP.
    package var status: HTTPResponse.Status
    /// Kind of problem, stable for programs.
    package var code: String
    /// What is wrong.
    package var detail: String
    /// What would be right.
    package var cure: String
    /// JSON path of the fault.
    package var path: String?
    /// Line of the fault in the body, from 1.
    package var line: Int?
    /// Column of the fault, from 1, in bytes.
    package var column: Int?
    /// Further headers.
    package var headers: HTTPFields = [:]

    package init(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ detail: String,
        cure: String,
        path: String? = nil
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.cure = cure
        self.path = path
    }

    /// The document.
    package var json: JSONText {
        var pairs: [(key: String, value: JSONText)] = [
            ("type", .string("urn:eva:problem:\(code)")), ("title", .string(title)),
            ("status", .integer(Int64(status.code))), ("code", .string(code)), ("detail", .string(detail)),
            ("cure", .string(cure)),
        ]
        if let path { pairs.append(("path", .string(path))) }
        if let line { pairs.append(("line", .integer(Int64(line)))) }
        if let column { pairs.append(("column", .integer(Int64(column)))) }
        return .object(pairs)
    }

    /// The code as words: the same for all problems of a type.
    private var title: String {
        let words = code.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The answer.
    var response: Response {
        var response = Response(json: json.bytes, status: status)
        response.headers[.contentType] = "application/problem+json"
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Problem {
    /// Of JSON that cannot be read, with line and column.
    init(_ failure: JSONScanner.Failure, in bytes: [UInt8]) {
        self.init(.badRequest, failure.code.rawValue, failure.message, cure: failure.cure, path: failure.key)
        if let key = failure.key { path = "$.\(key)" }
        let before = bytes.prefix(failure.offset)
        line = 1 + before.count { $0 == 10 }
        column = failure.offset - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
    }

    /// Nobody said who asks.
    static func unauthorized(_ detail: String) -> Problem {
        var problem = Problem(
            .unauthorized,
            "unauthorized",
            detail,
            cure: "send Authorization: Bearer TOKEN with a token of eva users token"
        )
        problem.headers[.wwwAuthenticate] = "Bearer realm=\"eva\""
        return problem
    }

    /// Too much at once.
    static func tooMany(_ detail: String) -> Problem {
        var problem = Problem(.tooManyRequests, "overloaded", detail, cure: "send it again in a second")
        problem.headers[.retryAfter] = "1"
        return problem
    }
}

extension Response {
    /// An answer in JSON that no cache keeps.
    init(json bytes: [UInt8], status: HTTPResponse.Status = .ok) {
        self.init(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// An answer in JSON that no cache keeps.
    init(_ json: JSONText, status: HTTPResponse.Status = .ok) {
        self.init(json: json.bytes, status: status)
    }
}
