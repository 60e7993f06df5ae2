/// Reads what `ByteWriter` wrote; every read is checked, so that damaged bytes throw and never trap.
public struct ByteReader: Sendable {
    private let bytes: [UInt8]
    /// Position of the next byte.
    public private(set) var offset = 0

    /// Reads from `bytes`.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Number of bytes not yet read.
    public var remaining: Int { bytes.count - offset }

    /// Reads an integer, little-endian.
    public mutating func read<Integer: FixedWidthInteger>(
        _: Integer.Type = Integer.self
    ) throws(ByteError) -> Integer {
        let width = Integer.bitWidth / 8
        guard remaining >= width else {
            throw ByteError(offset: offset, message: "ends early: \(width) bytes expected")
        }
        var value: Integer = 0
        withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes[offset..<offset + width]) }
        offset += width
        return Integer(littleEndian: value)
    }

    /// Reads a number.
    public mutating func read(_: Double.Type = Double.self) throws(ByteError) -> Double {
        Double(bitPattern: try read(UInt64.self))
    }

    /// Reads a number.
    public mutating func read(_: Float.Type = Float.self) throws(ByteError) -> Float {
        Float(bitPattern: try read(UInt32.self))
    }

    /// Reads a byte that must be 0 or 1.
    public mutating func read(_: Bool.Type = Bool.self) throws(ByteError) -> Bool {
        let value = try read(UInt8.self)
        guard value <= 1 else { throw ByteError(offset: offset - 1, message: "\(value) is no truth value") }
        return value == 1
    }

    /// Reads a text.
    public mutating func read(_: String.Type = String.self) throws(ByteError) -> String {
        let count = Int(try read(UInt32.self))
        guard remaining >= count else { throw ByteError(offset: offset, message: "ends early: text of \(count) bytes") }
        guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
            throw ByteError(offset: offset, message: "text is not UTF-8")
        }
        offset += count
        return text
    }

    /// Reads a count of elements; `minimumSize` is the least number of bytes of one, so that a damaged count cannot ask
    /// for more memory than there are bytes.
    public mutating func readCount(minimumSize: Int) throws(ByteError) -> Int {
        let count = Int(try read(UInt32.self))
        guard count <= remaining / max(1, minimumSize) else {
            throw ByteError(offset: offset, message: "ends early: \(count) elements announced")
        }
        return count
    }

    /// Reads a count and then each element by `body`.
    public mutating func readArray<Element>(
        minimumSize: Int = 1,
        _ body: (inout ByteReader) throws -> Element
    ) throws -> [Element] {
        let count = try readCount(minimumSize: minimumSize)
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }

    /// Throws unless all bytes were read.
    public func finish() throws(ByteError) {
        guard remaining == 0 else { throw ByteError(offset: offset, message: "\(remaining) bytes too many") }
    }
}

/// Bytes that do not say what they should.
public struct ByteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Position in the part.
    public let offset: Int
    /// What is wrong there.
    public let message: String

    /// Creates an error.
    public init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    /// Position and message.
    public var description: String { "byte \(offset): \(message)" }
}
