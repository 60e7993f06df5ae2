import EvaNumerics
import Testing

@Suite("Byte codec")
struct ByteCodecTests {
    private func written() -> [UInt8] {
        var writer = ByteWriter()
        writer.write(UInt8(7))
        writer.write(Int32(-5))
        writer.write(UInt64.max)
        writer.write(-0.0)
        writer.write(Float(1.5))
        writer.write(true)
        writer.write("理赔 é")
        writer.write([1, 2, 3] as [Int16]) { $0.write($1) }
        return writer.bytes
    }

    private func read(_ reader: inout ByteReader) throws {
        #expect(try reader.read(UInt8.self) == 7)
        #expect(try reader.read(Int32.self) == -5)
        #expect(try reader.read(UInt64.self) == .max)
        let zero = try reader.read(Double.self)
        #expect(zero == 0 && zero.sign == .minus)
        #expect(try reader.read(Float.self) == 1.5)
        #expect(try reader.read(Bool.self))
        #expect(try reader.read(String.self) == "理赔 é")
        #expect(try reader.readArray(minimumSize: 2) { try $0.read(Int16.self) } == [1, 2, 3])
        try reader.finish()
    }

    @Test("What was written is read")
    func roundTrip() throws {
        var reader = ByteReader(written())
        try read(&reader)
    }

    @Test("Numbers are little-endian on every machine")
    func littleEndian() {
        var writer = ByteWriter()
        writer.write(UInt32(0x0102_0304))
        #expect(writer.bytes == [4, 3, 2, 1])
    }

    @Test("Every truncation throws")
    func truncations() {
        let bytes = written()
        for count in 0..<bytes.count {
            #expect(throws: ByteError.self) {
                var reader = ByteReader(Array(bytes[..<count]))
                try read(&reader)
            }
        }
    }

    @Test("Bytes left over throw, with their place")
    func leftOver() {
        var reader = ByteReader([1, 2])
        let error = #expect(throws: ByteError.self) {
            _ = try reader.read(UInt8.self)
            try reader.finish()
        }
        #expect(error?.offset == 1)
    }

    @Test("A truth value of 2 and a text that is not UTF-8 throw")
    func damaged() {
        #expect(throws: ByteError.self) {
            var reader = ByteReader([2])
            _ = try reader.read(Bool.self)
        }
        #expect(throws: ByteError.self) {
            var reader = ByteReader([2, 0, 0, 0, 0xC3, 0x28])
            _ = try reader.read(String.self)
        }
    }

    @Test("A count of four thousand million elements asks for no memory")
    func hugeCount() {
        #expect(throws: ByteError.self) {
            var reader = ByteReader([0xFF, 0xFF, 0xFF, 0xFF, 1])
            _ = try reader.readArray(minimumSize: 1) { try $0.read(UInt8.self) }
        }
        #expect(throws: ByteError.self) {
            var reader = ByteReader([0xFF, 0xFF, 0xFF, 0xFF, 1])
            _ = try reader.read(String.self)
        }
    }
}
