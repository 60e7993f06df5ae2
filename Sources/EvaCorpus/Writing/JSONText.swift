/// A JSON value to be written, with keys in the order given.
package enum JSONText: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number; what JSON cannot hold becomes null.
    case number(Double)
    case string(String)
    /// A text that is JSON already.
    case raw(String)
    case array([JSONText])
    case object([(key: String, value: JSONText)])

    /// Value or null.
    package static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

    /// Value or null.
    package static func optional(_ number: Double?) -> JSONText { number.map { .number($0) } ?? .null }

    /// An array of texts.
    package static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

    /// An object with keys in the order given.
    package static func keys(_ pairs: KeyValuePairs<String, JSONText>) -> JSONText {
        .object(pairs.map { (key: $0.key, value: $0.value) })
    }

    /// The text in UTF-8.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 << 10)
        write(to: &bytes, indent: nil)
        return bytes
    }

    /// The text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text over several lines, for people.
    package var prettyText: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Without `indent` all on one line.
    private func write(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += "\(value)".utf8
        case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let text): Self.quote(text, to: &bytes)
        case .raw(let text): bytes += text.utf8
        case .array(let elements):
            Self.list(elements, "[", "]", to: &bytes, indent) { element, bytes, indent in
                element.write(to: &bytes, indent: indent)
            }
        case .object(let pairs):
            Self.list(pairs, "{", "}", to: &bytes, indent) { pair, bytes, indent in
                Self.quote(pair.key, to: &bytes)
                bytes += (indent == nil ? ":" : " : ").utf8
                pair.value.write(to: &bytes, indent: indent)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element],
        _ open: String,
        _ close: String,
        to bytes: inout [UInt8],
        _ indent: Int?,
        _ write: (Element, inout [UInt8], Int?) -> Void
    ) {
        func breakLine(_ depth: Int?) {
            if let depth { bytes += ("\n" + String(repeating: "  ", count: depth)).utf8 }
        }
        let inner = indent.map { $0 + 1 }
        bytes += open.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(inner)
            write(element, &bytes, inner)
        }
        if !elements.isEmpty { breakLine(indent) }
        bytes += close.utf8
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes += text.utf8
        if !bytes[start...].allSatisfy(isPlain) {
            bytes.removeSubrange(start...)
            for byte in text.utf8 { escape(byte, to: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 127
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case _ where isPlain(byte): bytes.append(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        default:
            let digits = String(byte, radix: 16)
            bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        }
    }
}
