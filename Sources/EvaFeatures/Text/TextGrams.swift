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

    package init() {}

    /// Calls `body` with the hash of each n-gram of UTF-8 text, repetitions included.
    package mutating func forEach(in utf8: ArraySlice<UInt8>, _ body: (UInt32) -> Void) {
        func emit(_ hash: UInt32) { body((hash ^ (hash >> 11)) & UInt32(Self.hashCount - 1)) }
        scalars.removeAll(keepingCapacity: true)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars { scalars.append(Self.folded(scalar.value)) }
        var previousWord: UInt32?
        var position = 0
        while position < scalars.count {
            let kind = Kind(scalars[position])
            var end = position + 1
            while end < scalars.count, Kind(scalars[end]) == kind { end += 1 }
            switch kind {
            case .separator:
                break
            case .ideograph:
                grams(position..<end, lengths: 1...4, salt: 1, emit)
                previousWord = nil
            case .word:
                let word = hash(position..<end, salt: 2)
                emit(word)
                if let previousWord { emit(previousWord &* 0x0100_0193 ^ word) }
                previousWord = word
                grams(position..<end, lengths: 3...5, salt: 3, emit)
            }
            position = end
        }
    }

    private func grams(_ range: Range<Int>, lengths: ClosedRange<Int>, salt: UInt32, _ body: (UInt32) -> Void) {
        for start in range {
            var hash = 0x811C_9DC5 ^ salt
            for end in start..<min(range.upperBound, start + lengths.upperBound) {
                hash = Self.mixed(hash, scalars[end])
                if end - start + 1 >= lengths.lowerBound { body(hash) }
            }
        }
    }

    private func hash(_ range: Range<Int>, salt: UInt32) -> UInt32 {
        var hash = 0x811C_9DC5 ^ salt
        for index in range { hash = Self.mixed(hash, scalars[index]) }
        return hash
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

    private enum Kind {
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
