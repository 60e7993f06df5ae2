/// A JSON value to be written, with keys in the order given.
package indirect enum JSONText: Sendable {
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

    /// An object with keys in the order given.
    package static func keys(_ pairs: KeyValuePairs<String, JSONText>) -> JSONText {
        .object(pairs.map { (key: $0.key, value: $0.value) })
    }

    /// The text.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += "\(value)".utf8
        case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let text): Self.quote(text, to: &bytes)
        case .raw(let text): bytes += text.utf8
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let pairs):
            bytes.append(UInt8(ascii: "{"))
            for (index, pair) in pairs.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.quote(pair.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                pair.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 10: bytes += "\\n".utf8
            case 0..<32, 127:
                bytes += "\\u00".utf8
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
