/// Splits a text into hashed n-grams: characters where a script has no spaces, words and parts of words elsewhere.
///
/// Han, kana and hangul give runs of 1 to 4 characters, so that Chinese needs no segmenter. Other letters and digits
/// give words, pairs of words, and runs of 3 to 5 characters inside a word. ASCII capitals and full-width forms are
/// folded; punctuation separates.
///
/// **Units/ranges**: hashes in `0..<hashCount`. **Determinism**: FNV-1a over scalars, the same on every machine.
package struct TextGrams {
    /// Number of hashes: large enough that the n-grams of a corpus hardly ever meet.
    package static let hashCount = 1 << 22

    private var scalars: [UInt32] = []
    private var kinds: [Kind] = []

    package init() {}

    /// Calls `body` with the hash of each n-gram of UTF-8 text, repetitions included.
    package mutating func forEach(in utf8: ArraySlice<UInt8>, _ body: (UInt32) -> Void) {
        read(utf8)
        scalars.withUnsafeBufferPointer { scalars in
            kinds.withUnsafeBufferPointer { Self.grams(scalars, $0, body) }
        }
    }

    /// Takes the text apart into folded scalars and their kinds; a byte that belongs to none separates.
    private mutating func read(_ utf8: ArraySlice<UInt8>) {
        scalars.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
        utf8.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let (scalar, length) = Self.scalar(bytes, at)
                let folded = Self.folded(scalar)
                scalars.append(folded)
                kinds.append(Kind(folded))
                at += length
            }
        }
    }

    /// The scalar that begins at a byte, and its length; U+FFFD of one byte where none does.
    @inline(__always)
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[at]
        if first < 0x80 { return (UInt32(first), 1) }
        func part(_ offset: Int) -> UInt32? {
            guard at + offset < bytes.count, bytes[at + offset] & 0xC0 == 0x80 else { return nil }
            return UInt32(bytes[at + offset] & 0x3F)
        }
        if first >= 0xE0, first < 0xF0, let second = part(1), let third = part(2) {
            return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3)
        }
        if first >= 0xC2, first < 0xE0, let second = part(1) { return (UInt32(first & 0x1F) << 6 | second, 2) }
        if first >= 0xF0, first < 0xF5, let second = part(1), let third = part(2), let fourth = part(3) {
            return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
        }
        return (0xFFFD, 1)
    }

    private static func grams(
        _ scalars: UnsafeBufferPointer<UInt32>,
        _ kinds: UnsafeBufferPointer<Kind>,
        _ body: (UInt32) -> Void
    ) {
        func emit(_ hash: UInt32) { body((hash ^ (hash >> 11)) & UInt32(Self.hashCount - 1)) }
        var previousWord: UInt32?
        var position = 0
        while position < scalars.count {
            let kind = kinds[position]
            var end = position + 1
            while end < scalars.count, kinds[end] == kind { end += 1 }
            let run = UnsafeBufferPointer(rebasing: scalars[position..<end])
            switch kind {
            case .separator:
                break
            case .ideograph:
                grams(run, lengths: 1...4, salt: 1, emit)
                previousWord = nil
            case .word:
                let word = hash(run, salt: 2)
                emit(word)
                if let previousWord { emit(previousWord &* 0x0100_0193 ^ word) }
                previousWord = word
                grams(run, lengths: 3...5, salt: 3, emit)
            }
            position = end
        }
    }

    @inline(__always)
    private static func grams(
        _ run: UnsafeBufferPointer<UInt32>,
        lengths: ClosedRange<Int>,
        salt: UInt32,
        _ body: (UInt32) -> Void
    ) {
        for start in run.indices {
            var hash = 0x811C_9DC5 ^ salt
            for end in start..<min(run.count, start + lengths.upperBound) {
                hash = mixed(hash, run[end])
                if end - start + 1 >= lengths.lowerBound { body(hash) }
            }
        }
    }

    private static func hash(_ run: UnsafeBufferPointer<UInt32>, salt: UInt32) -> UInt32 {
        run.reduce(0x811C_9DC5 ^ salt, mixed)
    }

    private static func mixed(_ hash: UInt32, _ scalar: UInt32) -> UInt32 {
        let step = (hash ^ scalar) &* 0x0100_0193
        return step ^ (step >> 15)
    }

    private static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: scalar + 32
        case 0xFF01...0xFF5E: folded(scalar - 0xFEE0)
        case 0x3000: 0x20
        default: scalar
        }
    }

    private enum Kind: UInt8 {
        case separator
        case ideograph
        case word

        init(_ scalar: UInt32) {
            switch scalar {
            case 0x30...0x39, 0x61...0x7A: self = .word
            case 0..<0xC0, 0x2000...0x2BFF, 0x3001...0x303F, 0xFE10...0xFE6F, 0xFFE0...0xFFFF: self = .separator
            case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
                self = .ideograph
            default: self = .word
            }
        }
    }
}
