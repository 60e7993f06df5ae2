extension JSONScanner {
    /// Kinds of values, as far as a case tells them apart.
    enum ValueKind: Int {
        case scalar
        case list
        case object
    }

    /// Keys of the object in `bytes[start..<end]` with the kinds of their values; none when it is no valid object.
    static func keys(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> [(name: String, kind: ValueKind)] {
        do throws(Failure) {
            guard firstInvalidUTF8(bytes, start, end) == nil else { return [] }
            var scanner = JSONScanner(from: start, to: end)
            var keys: [(name: String, kind: ValueKind)] = []
            try scanner.expect(UInt8(ascii: "{"), "an object", bytes)
            if scanner.take(UInt8(ascii: "}"), bytes) { return [] }
            repeat {
                var name: [UInt8] = []
                try unescape(bytes, try scanner.string(bytes), into: &name)
                try scanner.expect(UInt8(ascii: ":"), "a colon", bytes)
                let kind: ValueKind =
                    switch scanner.peek(bytes) {
                    case UInt8(ascii: "["): .list
                    case UInt8(ascii: "{"): .object
                    default: .scalar
                    }
                keys.append((String(decoding: name, as: UTF8.self), kind))
                try scanner.skipValue(bytes)
            } while scanner.take(UInt8(ascii: ","), bytes)
            return keys
        } catch {
            return []
        }
    }
}
