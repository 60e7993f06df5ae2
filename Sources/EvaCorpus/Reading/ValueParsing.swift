/// What a cell holds, read as a certain kind.
enum Parsed<Value> {
    case value(Value)
    case missing
    case bad
}

@inline(__always)
func parsedNumber(_ source: Span<UInt8>, _ cell: Cell) -> Parsed<Double> {
    let (start, end) = trimmedRange(source, cell)
    if start == end { return .missing }
    return parseNumber(source, start, end).map { .value($0) } ?? .bad
}

@inline(__always)
func parsedDate(_ source: Span<UInt8>, _ cell: Cell) -> Parsed<CaseTime> {
    let (start, end) = trimmedRange(source, cell)
    if start == end { return .missing }
    return parseDate(source, start, end).map { .value($0) } ?? .bad
}

/// true, yes, 1; false, no, 0; in any case.
func parsedFlag(_ source: Span<UInt8>, _ cell: Cell) -> Parsed<Int8> {
    let (start, end) = trimmedRange(source, cell)
    if start == end { return .missing }
    func equals(_ word: StaticString) -> Bool {
        guard word.utf8CodeUnitCount == end - start else { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<letters.count where source[start + index] | 32 != letters[index] | 32 { return false }
            return true
        }
    }
    if end - start == 1 {
        if source[start] == UInt8(ascii: "1") { return .value(1) }
        return source[start] == UInt8(ascii: "0") ? .value(0) : .bad
    }
    if equals("true") || equals("yes") { return .value(1) }
    return equals("false") || equals("no") ? .value(0) : .bad
}

/// What is wrong with a number, and how to write it.
func numberCure(_ text: String) -> String {
    let word = text.lowercased()
    if ["inf", "+inf", "-inf", "infinity", "nan", "na", "n/a", "null", "none", "-", "?"].contains(word) {
        return "leave the cell empty when the value is missing"
    }
    if text.contains(","), text.contains(where: \.isNumber) {
        return "write it without grouping marks, with a point before the decimals, as 1234.50"
    }
    if let first = text.unicodeScalars.first, first.properties.generalCategory == .currencySymbol {
        return "write the amount without currency sign, as 1234.50"
    }
    return "write digits with an optional decimal point, as 1234.50"
}
