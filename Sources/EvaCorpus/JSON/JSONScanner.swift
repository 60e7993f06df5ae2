/// Walks the bytes of one JSON text; all that it accepts is well-formed.
///
/// **Source** RFC 8259; a duplicate key, a lone surrogate and U+0000 are errors here.
package struct JSONScanner {
    /// Position of the next byte.
    package private(set) var at: Int
    private let end: Int

    /// Levels of nesting that a value may have.
    package static let maxDepth = 64

    package init(from start: Int, to end: Int) {
        at = start
        self.end = end
    }

    /// What is wrong, and where.
    package struct Failure: Error {
        package var offset: Int
        package var code: CorpusError.Code
        package var message: String
        package var cure: String
        /// The key whose value is wrong.
        package var key: String?

        package init(
            offset: Int,
            code: CorpusError.Code = .json,
            message: String,
            cure: String,
            key: String? = nil
        ) {
            self.offset = offset
            self.code = code
            self.message = message
            self.cure = cure
            self.key = key
        }
    }

    /// A value's bytes: of a string without its quotation marks, of all else as written.
    package struct Token {
        package var start: Int
        package var end: Int
        /// The string has escapes, which `unescape` resolves.
        package var isEscaped = false
    }

    /// The byte after blanks; `nil` at the end.
    @inline(__always)
    package mutating func peek(_ bytes: Span<UInt8>) -> UInt8? {
        while at < end, bytes[at] <= 32, isBlank(bytes[at]) { at += 1 }
        return at < end ? bytes[at] : nil
    }

    /// Takes `byte` after blanks, if it is there.
    @inline(__always)
    package mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte else { return false }
        at += 1
        return true
    }

    package mutating func expect(_ byte: UInt8, _ what: String, _ bytes: Span<UInt8>) throws(Failure) {
        guard take(byte, bytes) else { throw unexpected(bytes, wanted: what) }
    }

    package func unexpected(_ bytes: Span<UInt8>, wanted: String) -> Failure {
        let message =
            at >= end
            ? "the JSON ends early" : "“\(excerpt(bytes))” where \(wanted) is wanted"
        return Failure(offset: at, message: message, cure: "write valid JSON")
    }

    private func excerpt(_ bytes: Span<UInt8>) -> String {
        let shown = bytes.extracting(at..<min(end, at + 12))
            .withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
        return EvaCorpus.excerpt(shown)
    }

    /// Takes a string.
    package mutating func string(_ bytes: Span<UInt8>) throws(Failure) -> Token {
        try expect(UInt8(ascii: "\""), "a string", bytes)
        let start = at
        var isEscaped = false
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return Token(start: start, end: at - 1, isEscaped: isEscaped)
            }
            if byte < 32 {
                throw Failure(
                    offset: at,
                    message: "a control character in a string",
                    cure: "escape it, a line break as \\n"
                )
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                at += 2
            } else {
                at += 1
            }
        }
        throw Failure(offset: start - 1, message: "a string that is never closed", cure: "close it")
    }

    /// Takes a number, `true`, `false` or `null`.
    package mutating func scalar(_ bytes: Span<UInt8>) throws(Failure) -> Token {
        let start = at
        while at < end {
            let byte = bytes[at]
            let isPart =
                (byte | 32 >= 97 && byte | 32 <= 122) || (byte >= 48 && byte <= 57) || byte == 43 || byte == 45
                || byte == 46
            if !isPart { break }
            at += 1
        }
        let token = Token(start: start, end: at)
        if isNumber(bytes, token) || isNull(bytes, token) || isWord(bytes, token, "true")
            || isWord(bytes, token, "false")
        {
            return token
        }
        at = start
        throw unexpected(bytes, wanted: "a JSON value")
    }

    package func isNull(_ bytes: Span<UInt8>, _ token: Token) -> Bool { isWord(bytes, token, "null") }

    private func isWord(_ bytes: Span<UInt8>, _ token: Token, _ word: StaticString) -> Bool {
        guard token.end - token.start == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<letters.count where bytes[token.start + index] != letters[index] { return false }
            return true
        }
    }

    /// Whether the token is a number by the grammar of RFC 8259, section 6.
    private func isNumber(_ bytes: Span<UInt8>, _ token: Token) -> Bool {
        var at = token.start
        func digits() -> Int {
            var count = 0
            while at + count < token.end, bytes[at + count] &- 48 < 10 { count += 1 }
            return count
        }
        if at < token.end, bytes[at] == UInt8(ascii: "-") { at += 1 }
        let whole = digits()
        if whole == 0 || (whole > 1 && bytes[at] == UInt8(ascii: "0")) { return false }
        at += whole
        if at < token.end, bytes[at] == UInt8(ascii: ".") {
            at += 1
            let count = digits()
            if count == 0 { return false }
            at += count
        }
        if at < token.end, bytes[at] | 32 == UInt8(ascii: "e") {
            at += 1
            if at < token.end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            let count = digits()
            if count == 0 { return false }
            at += count
        }
        return at == token.end
    }

    /// Takes a value of any kind.
    package mutating func skipValue(_ bytes: Span<UInt8>, depth: Int = 0) throws(Failure) {
        guard depth < Self.maxDepth else {
            throw Failure(
                offset: at,
                message: "a value nested deeper than \(Self.maxDepth) levels",
                cure: "flatten it"
            )
        }
        switch peek(bytes) {
        case UInt8(ascii: "\""):
            let token = try string(bytes)
            if token.isEscaped {
                var discarded: [UInt8] = []
                try Self.unescape(bytes, token, into: &discarded)
            }
        case UInt8(ascii: "{"):
            at += 1
            if take(UInt8(ascii: "}"), bytes) { return }
            repeat {
                _ = try string(bytes)
                try expect(UInt8(ascii: ":"), "a colon", bytes)
                try skipValue(bytes, depth: depth + 1)
            } while take(UInt8(ascii: ","), bytes)
            try expect(UInt8(ascii: "}"), "a comma or }", bytes)
        case UInt8(ascii: "["):
            at += 1
            if take(UInt8(ascii: "]"), bytes) { return }
            repeat { try skipValue(bytes, depth: depth + 1) } while take(UInt8(ascii: ","), bytes)
            try expect(UInt8(ascii: "]"), "a comma or ]", bytes)
        default: _ = try scalar(bytes)
        }
    }
}
