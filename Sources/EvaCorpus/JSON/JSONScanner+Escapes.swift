extension JSONScanner {
    /// Appends the bytes of a string with its escapes resolved.
    package static func unescape(
        _ bytes: Span<UInt8>,
        _ token: Token,
        into target: inout [UInt8]
    ) throws(Failure) {
        var at = token.start
        while at < token.end {
            let byte = bytes[at]
            if byte != UInt8(ascii: "\\") {
                target.append(byte)
                at += 1
                continue
            }
            guard at + 1 < token.end else { throw invalid(at) }
            switch bytes[at + 1] {
            case UInt8(ascii: "\""): target.append(UInt8(ascii: "\""))
            case UInt8(ascii: "\\"): target.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "/"): target.append(UInt8(ascii: "/"))
            case UInt8(ascii: "b"): target.append(8)
            case UInt8(ascii: "f"): target.append(12)
            case UInt8(ascii: "n"): target.append(10)
            case UInt8(ascii: "r"): target.append(13)
            case UInt8(ascii: "t"): target.append(9)
            case UInt8(ascii: "u"):
                let scalar = try unicodeEscape(bytes, &at, token.end)
                target += Array(String(scalar).utf8)
                continue
            default: throw invalid(at)
            }
            at += 2
        }
    }

    /// The scalar that `\uXXXX`, or a pair of surrogates, stands for; moves `at` behind it.
    private static func unicodeEscape(
        _ bytes: Span<UInt8>,
        _ at: inout Int,
        _ end: Int
    ) throws(Failure) -> Unicode.Scalar {
        let start = at
        guard let first = codeUnit(bytes, at, end) else { throw invalid(start) }
        at += 6
        var value = first
        if (0xD800..<0xDC00).contains(first) {
            guard let second = codeUnit(bytes, at, end), (0xDC00..<0xE000).contains(second) else {
                throw invalid(start, "a high surrogate without its low one")
            }
            at += 6
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw invalid(start, "a low surrogate without its high one") }
        guard value > 0 else {
            throw Failure(offset: start, code: .control, message: "a NUL character", cure: "leave it out")
        }
        return scalar
    }

    private static func codeUnit(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> UInt32? {
        guard at + 6 <= end, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else { return nil }
        var value: UInt32 = 0
        for index in at + 2..<at + 6 {
            let byte = bytes[index]
            switch byte {
            case 48...57: value = value << 4 | UInt32(byte - 48)
            case 65...70, 97...102: value = value << 4 | UInt32((byte | 32) - 87)
            default: return nil
            }
        }
        return value
    }

    private static func invalid(_ offset: Int, _ what: String = "an escape that JSON lacks") -> Failure {
        Failure(offset: offset, message: what, cure: "escape as RFC 8259 does")
    }
}
