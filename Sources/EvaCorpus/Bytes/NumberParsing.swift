/// The number in `bytes[start..<end]`: an optional sign, digits with an optional decimal point, an optional exponent.
///
/// **Formula** at most 19 digits whose integer is at most 2⁵³, times a power of ten up to 10^±22: both are exact
/// doubles, so that one multiplication or division rounds correctly. All else goes to the standard library.
///
/// **Missing and edge values** `nil` for anything else, among it `inf`, `nan`, hexadecimal, grouping marks and numbers
/// too large for a double.
///
/// **Source** Clinger 1990, How to read floating point numbers accurately.
func parseNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var at = start
    guard at < end else { return nil }
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    while at < end {
        let digit = bytes[at] &- 48
        guard digit < 10 else { break }
        if significant < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) } else { exponent += 1 }
        if mantissa > 0 { significant += 1 }
        digits += 1
        at += 1
    }
    if at < end, bytes[at] == UInt8(ascii: ".") {
        at += 1
        while at < end {
            let digit = bytes[at] &- 48
            guard digit < 10 else { break }
            if significant < 19 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                exponent -= 1
            }
            if mantissa > 0 { significant += 1 }
            digits += 1
            at += 1
        }
    }
    guard digits > 0 else { return nil }
    if at < end, bytes[at] | 32 == UInt8(ascii: "e") {
        at += 1
        guard at < end else { return nil }
        let isDown = bytes[at] == UInt8(ascii: "-")
        if isDown || bytes[at] == UInt8(ascii: "+") { at += 1 }
        guard at < end else { return nil }
        var written = 0
        while at < end {
            let digit = bytes[at] &- 48
            guard digit < 10 else { return nil }
            written = min(written * 10 + Int(digit), 1_000_000)
            at += 1
        }
        exponent += isDown ? -written : written
    }
    guard at == end else { return nil }
    var value: Double
    if significant <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
        value = Double(mantissa)
        if exponent < 0 { value /= powersOfTen[-exponent] } else { value *= powersOfTen[exponent] }
    } else {
        let text = bytes.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let parsed = Double(text), parsed.isFinite else { return nil }
        return parsed
    }
    return isNegative ? -value : value
}

private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

/// The number that `text` spells, blanks at its ends aside; `nil` for anything else, `inf` and `nan` included.
package func number(parsing text: String) -> Double? {
    let bytes = Array(trimmed(text).utf8)
    return parseNumber(bytes.span, 0, bytes.count)
}
