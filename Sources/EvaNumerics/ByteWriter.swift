/// Writes fixed-width little-endian values: what the binary parts of a bundle are made of.
public struct ByteWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// Creates an empty writer.
    public init() {}

    /// Writes an integer, little-endian.
    public mutating func write<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes the bit pattern of a number.
    public mutating func write(_ value: Double) { write(value.bitPattern) }

    /// Writes the bit pattern of a number.
    public mutating func write(_ value: Float) { write(value.bitPattern) }

    /// Writes one byte, 0 or 1.
    public mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

    /// Writes a byte count and UTF-8.
    public mutating func write(_ text: String) {
        let utf8 = Array(text.utf8)
        write(UInt32(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// Writes a count and then each element by `body`.
    public mutating func write<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
        write(UInt32(elements.count))
        for element in elements { body(&self, element) }
    }
}
