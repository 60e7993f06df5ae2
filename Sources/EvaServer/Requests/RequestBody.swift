import HTTPTypes
import Hummingbird
import NIOCore

/// What a body may be.
enum BodyKind {
    case json
    case jsonLines

    /// By the request's content type; JSON when it names none.
    ///
    /// **Throws** 415 for any other type, and for another charset than UTF-8.
    init(_ headers: HTTPFields, linesAllowed: Bool) throws(Problem) {
        let type = headers[.contentType] ?? "application/json"
        if type == "application/json" {
            self = .json
            return
        }
        let parts = type.lowercased()
            .split(separator: ";").map { $0.trimmingPrefix { $0 == " " }.trimmingSuffix(" ") }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
        let isUTF8 = charset.map { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" } ?? true
        switch parts.first {
        case "application/json" where isUTF8: self = .json
        case "application/x-ndjson" where linesAllowed && isUTF8, "application/jsonl" where linesAllowed && isUTF8:
            self = .jsonLines
        default:
            throw Problem(
                .unsupportedMediaType,
                "unsupported_media_type",
                "the body is not of a type that is read here",
                cure: "send application/json\(linesAllowed ? " or application/x-ndjson" : "") in UTF-8"
            )
        }
    }
}

extension Request {
    /// The whole body.
    ///
    /// **Throws** 413 when it is larger than `most` bytes.
    func bytes(most: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > most { throw Self.tooLarge(most) }
        do {
            return [UInt8](buffer: try await body.collect(upTo: most))
        } catch is NIOTooManyBytesError {
            throw Self.tooLarge(most)
        }
    }

    private static func tooLarge(_ most: Int) -> Problem {
        var problem = Problem(
            .contentTooLarge,
            "content_too_large",
            "the body is larger than \(most) bytes",
            cure: "send less at once"
        )
        // What still comes of the body is not waited for.
        problem.headers[.connection] = "close"
        return problem
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ character: Character) -> Substring {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
