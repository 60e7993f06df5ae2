import EvaCorpus
import Testing

@Suite("Parsing numbers")
struct NumberParsingTests {
    @Test(
        "Numbers are read exactly as the standard library reads them",
        arguments: [
            "0", "-0", "1", "+1", "12.5", ".5", "5.", "1e3", "1E-3", "1e+22", "1e23", "9007199254740993", "0.1", "0.3",
            "123456789012345678901234567890", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308",
            "0.000000000000000000000000000001", "3000000000000", "1234567890.123456789", "00012", "1e-400",
            "8.41e21", "9.5367431640625e-07", "179769313486231570000",
        ]
    )
    func exact(text: String) throws {
        let padded = text.hasSuffix(".") ? text + "0" : text
        #expect(number(parsing: text) == Double(padded))
    }

    @Test(
        "What is no number is none",
        arguments: [
            "", "-", "+", ".", "e5", "1e", "1e+", "1,234.50", "$12", "12 €", "inf", "-inf", "nan", "NaN", "0x10",
            "1e400",
            "1.2.3", "--1", "1 2", "1_000", "½", "１",
        ]
    )
    func none(text: String) {
        #expect(number(parsing: text) == nil)
    }

    @Test("Random doubles are read back bit by bit")
    func random() {
        var generator = Generator(state: 7)
        for _ in 0..<2000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(number(parsing: "\(value)")?.bitPattern == value.bitPattern)
            let short = Double(Int64(truncatingIfNeeded: generator.next() >> 20)) / 100
            #expect(number(parsing: "\(short)") == short)
        }
    }
}

/// A generator for tests, reproducible by its state (SplitMix64).
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
