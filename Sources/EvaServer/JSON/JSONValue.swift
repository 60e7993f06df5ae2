package import EvaCorpus

/// A JSON value that was read; numbers stay as they were written, so that no digit is lost on the way to a case.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Entry])

    /// A key with its value.
    package struct Entry: Sendable, Equatable {
        package let key: String
        package let value: JSONValue
    }

    /// Reads one JSON text.
    ///
    /// **Throws** a `Problem` with line and column for what is no JSON, with a path for a key given twice.
    package init(_ bytes: [UInt8]) throws(Problem) {
        try UTF8Check.check(bytes)
        do throws(JSONScanner.Failure) {
            let span = bytes.span
            var scanner = JSONScanner(from: 0, to: bytes.count)
            self = try Self.read(span, &scanner, depth: 0)
            guard scanner.peek(span) == nil else { throw scanner.unexpected(span, wanted: "the end") }
        } catch {
            throw Problem(error, in: bytes)
        }
    }

    private static func read(
        _ bytes: Span<UInt8>,
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONScanner.Failure) -> JSONValue {
        guard depth < JSONScanner.maxDepth else {
            let message = "a value nested deeper than \(JSONScanner.maxDepth) levels"
            throw JSONScanner.Failure(offset: scanner.at, message: message, cure: "flatten it")
        }
        switch scanner.peek(bytes) {
        case UInt8(ascii: "\""): return .string(try text(bytes, try scanner.string(bytes)))
        case UInt8(ascii: "["):
            _ = scanner.take(UInt8(ascii: "["), bytes)
            var elements: [JSONValue] = []
            if scanner.take(UInt8(ascii: "]"), bytes) { return .array([]) }
            repeat {
                elements.append(try read(bytes, &scanner, depth: depth + 1))
            } while scanner.take(UInt8(ascii: ","), bytes)
            try scanner.expect(UInt8(ascii: "]"), "a comma or ]", bytes)
            return .array(elements)
        case UInt8(ascii: "{"):
            _ = scanner.take(UInt8(ascii: "{"), bytes)
            var entries: [Entry] = []
            if scanner.take(UInt8(ascii: "}"), bytes) { return .object([]) }
            var keys: Set<String> = []
            repeat {
                _ = scanner.peek(bytes)
                let offset = scanner.at
                let key = try text(bytes, try scanner.string(bytes))
                guard keys.insert(key).inserted else {
                    throw JSONScanner.Failure(
                        offset: offset,
                        code: .duplicateColumn,
                        message: "the key is there twice",
                        cure: "keep one of them",
                        key: key
                    )
                }
                try scanner.expect(UInt8(ascii: ":"), "a colon", bytes)
                entries.append(
                    Entry(key: key, value: try read(bytes, &scanner, depth: depth + 1))
                )
            } while scanner.take(UInt8(ascii: ","), bytes)
            try scanner.expect(UInt8(ascii: "}"), "a comma or }", bytes)
            return .object(entries)
        default: return scalar(try text(bytes, try scanner.scalar(bytes)))
        }
    }

    private static func scalar(_ text: String) -> JSONValue {
        switch text {
        case "null": .null
        case "true": .bool(true)
        case "false": .bool(false)
        default: .number(text)
        }
    }

    private static func text(
        _ bytes: Span<UInt8>,
        _ token: JSONScanner.Token
    ) throws(JSONScanner.Failure) -> String {
        var content: [UInt8] = []
        if token.isEscaped {
            try JSONScanner.unescape(bytes, token, into: &content)
        } else {
            for index in token.start..<token.end { content.append(bytes[index]) }
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// The value as it goes into another JSON text.
    package var written: JSONText {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let text): .raw(text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.written))
        case .object(let entries): .object(entries.map { (key: $0.key, value: $0.value.written) })
        }
    }
}

/// Whether bytes are UTF-8.
enum UTF8Check {
    static func check(_ bytes: [UInt8]) throws(Problem) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Problem(.badRequest, "encoding", "the body is not UTF-8", cure: "send UTF-8", path: "$")
        }
    }
}
