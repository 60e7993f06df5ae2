import Hummingbird

/// Names and values as a form of HTML sends them.
package struct FormBody: Sendable {
    private var values: [(name: String, value: String)] = []

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// **Throws** 400 for what is no UTF-8, or has escapes that are none.
    package init(_ bytes: [UInt8]) throws(Problem) {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let mark = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            values.append((try Self.text(pair[..<mark]), try Self.text(pair[mark...].dropFirst())))
        }
    }

    /// The body of a request.
    static func read(_ request: Request, most: Int) async throws -> FormBody {
        let type = (request.headers[.contentType] ?? "").lowercased().split(separator: ";").first
        guard type == "application/x-www-form-urlencoded" else {
            throw Problem(
                .unsupportedMediaType,
                "unsupported_media_type",
                "the body is no form",
                cure: "send application/x-www-form-urlencoded"
            )
        }
        return try FormBody(try await request.bytes(most: most))
    }

    /// The first value of a name, without blanks around it; `nil` when there is none or nothing in it.
    package subscript(name: String) -> String? {
        guard let value = values.first(where: { $0.name == name })?.value else { return nil }
        let text = value.drop(while: \.isWhitespace)
        guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(text[...last])
    }

    /// The first value of a name as it was sent.
    package func exact(_ name: String) -> String? { values.first { $0.name == name }?.value }

    /// All values of a name.
    package func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable<String>>(_ name: String, of type: Choice.Type) throws(Problem) -> Choice {
        guard let choice = self[name].flatMap(Choice.init(rawValue:)) else {
            throw RequestObject.wrong("there is no such choice", name, "choose one that the page offers")
        }
        return choice
    }

    func integer(_ name: String) throws(Problem) -> Int64 {
        guard let number = self[name].flatMap({ Int64($0) }) else {
            throw RequestObject.wrong("this is no whole number", name, "send a whole number")
        }
        return number
    }

    /// Lines end as everywhere else, not as in a form.
    private static func text(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(32)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw unreadable
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self), !text.contains("\0") else { throw unreadable }
        return text.replacing("\r\n", with: "\n")
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static var unreadable: Problem {
        Problem(.badRequest, "form", "the form cannot be read", cure: "send UTF-8, with % escapes")
    }
}
