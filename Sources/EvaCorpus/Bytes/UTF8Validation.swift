/// Whether `bytes[start..<end]` is ASCII without NUL: the case that needs no further look.
func isPlainASCII(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let raw = bytes.bytes
    var at = start
    while at + 8 <= end {
        let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        // A byte has its high bit set, or becomes negative when one is subtracted: only NUL and non-ASCII do.
        if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { return false }
        at += 8
    }
    while at < end {
        if bytes[at] == 0 || bytes[at] >= 0x80 { return false }
        at += 1
    }
    return true
}

/// Position of the first byte in `bytes[start..<end]` that is not part of well-formed UTF-8, or `nil`.
///
/// **Source** The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
func firstInvalidUTF8(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let raw = bytes.bytes
    var at = start
    while at < end {
        if at + 8 <= end,
            raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            at += 8
            continue
        }
        let lead = bytes[at]
        if lead < 0x80 {
            at += 1
            continue
        }
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            low = 0xA0
        case 0xED:
            length = 3
            high = 0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            low = 0x90
        case 0xF4:
            length = 4
            high = 0x8F
        case 0xF1...0xF3: length = 4
        default: return at
        }
        guard at + length <= end, bytes[at + 1] >= low, bytes[at + 1] <= high else { return at }
        for index in at + 2..<at + length where bytes[index] & 0xC0 != 0x80 { return at }
        at += length
    }
    return nil
}
