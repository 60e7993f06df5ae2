import Crypto
import Foundation

/// SHA-256 over values, each with a mark of its kind and its length, so that no two lists of values give the same bytes.
struct Digest {
    private var hashed: [UInt8] = []

    /// Begins with what is hashed, so that no kind of record passes for another.
    init(_ what: String) {
        add(what)
    }

    mutating func add(_ text: String?) {
        guard var text else { return mark(0, 0) }
        text.withUTF8 { bytes in
            mark(1, UInt64(bytes.count))
            hashed.append(contentsOf: bytes)
        }
    }

    mutating func add(_ data: Data?) {
        guard let data else { return mark(0, 0) }
        mark(2, UInt64(data.count))
        hashed.append(contentsOf: data)
    }

    mutating func add(_ number: Int64?) {
        guard let number else { return mark(0, 0) }
        mark(3, UInt64(bitPattern: number))
    }

    mutating func add(_ number: Double?) {
        guard let number else { return mark(0, 0) }
        // SQLite makes no difference between the two zeros.
        mark(4, (number == 0 ? 0 : number).bitPattern)
    }

    mutating func add(_ flag: Bool) {
        mark(5, flag ? 1 : 0)
    }

    /// The 32 bytes.
    var bytes: Data { Data(SHA256.hash(data: hashed)) }

    private mutating func mark(_ kind: UInt8, _ value: UInt64) {
        hashed.append(kind)
        for shift in stride(from: 56, through: 0, by: -8) { hashed.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}

extension Data {
    /// Lower-case hexadecimal.
    var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 48 + digit : 87 + digit) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that hexadecimal digits stand for; `nil` for anything else.
    init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.digit(digits[index]), let low = Self.digit(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 97...102: byte - 87
        default: nil
        }
    }
}
