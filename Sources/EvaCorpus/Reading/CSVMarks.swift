/// Finds commas, line breaks and quotation marks, 64 bytes at a time: a bit a byte, so that the ends of the cells within
/// a block cost a shift each, and no branch that depends on a cell's length.
struct CSVMarks {
    /// First byte of the block.
    private var start = -64
    /// Bit i tells whether byte `start` + i is a mark.
    private var bits: UInt64 = 0

    /// Position of the first mark in `bytes[start..<end]`, or `end`.
    @inline(__always)
    mutating func first(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        let offset = UInt64(bitPattern: Int64(at &- self.start))
        if offset < 64 {
            let rest = bits &>> offset
            if rest != 0 { return at + rest.trailingZeroBitCount }
            at = self.start + 64
        }
        let raw = bytes.bytes
        while at + 64 <= end {
            self.start = at
            bits = Self.bits(raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD8<UInt64>.self))
            if bits != 0 { return at + bits.trailingZeroBitCount }
            at += 64
        }
        while at < end {
            let byte = bytes[at]
            if byte <= 44, byte == 44 || byte == 10 || byte == 13 || byte == 34 { break }
            at += 1
        }
        return at
    }

    /// A bit a byte of eight words.
    ///
    /// Comparisons of SIMD64<UInt8> took ten times as long: the compiler makes a loop over the lanes of them.
    @inline(__always)
    private static func bits(_ words: SIMD8<UInt64>) -> UInt64 {
        let marks =
            unequal(words ^ 0x2C2C_2C2C_2C2C_2C2C) & unequal(words ^ 0x2222_2222_2222_2222)
            & unequal(words ^ 0x0A0A_0A0A_0A0A_0A0A) & unequal(words ^ 0x0D0D_0D0D_0D0D_0D0D)
        let high = ~marks & SIMD8(repeating: 0x8080_8080_8080_8080)
        var bits: UInt64 = 0
        for word in 0..<8 {
            // The factor moves the high bit of byte i to bit 56 + i.
            let gathered = ((UInt64(littleEndian: high[word]) &>> 7) &* 0x0102_0408_1020_4080) &>> 56
            bits |= gathered &<< UInt64(8 * word)
        }
        return bits
    }

    /// Words in which the high bit of each byte tells whether the byte is not zero.
    @inline(__always)
    private static func unequal(_ words: SIMD8<UInt64>) -> SIMD8<UInt64> {
        let low = SIMD8<UInt64>(repeating: 0x7F7F_7F7F_7F7F_7F7F)
        return ((words & low) &+ low) | words
    }
}
