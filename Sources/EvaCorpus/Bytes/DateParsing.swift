/// The moment in `bytes[start..<end]`: yyyy, yyyy-MM or yyyy-MM-dd, then optionally `T` or a blank and
/// HH:mm[:ss[.fff]], then optionally `Z` or ±hh:mm.
///
/// **Missing and edge values** `nil` for anything else, and for days that the calendar lacks. An offset is subtracted;
/// fractions of a second are dropped; what is not given is the first of its kind.
func parseDate(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CaseTime? {
    var at = start
    guard let year = digits(bytes, &at, end, count: 4), year >= 1 else { return nil }
    var month = 1
    var day = 1
    if at < end {
        guard skip(bytes, &at, end, UInt8(ascii: "-")), let read = digits(bytes, &at, end, count: 2),
            (1...12).contains(read)
        else { return nil }
        month = read
    }
    if at < end {
        guard skip(bytes, &at, end, UInt8(ascii: "-")), let read = digits(bytes, &at, end, count: 2),
            read >= 1, read <= CaseTime.daysIn(month: month, ofYear: year)
        else { return nil }
        day = read
    }
    var seconds = CaseTime.days(year: year, month: month, day: day) * 86_400
    if at < end {
        guard bytes[at] | 32 == UInt8(ascii: "t") || bytes[at] == 32 else { return nil }
        at += 1
        guard let clock = parseClock(bytes, &at, end) else { return nil }
        seconds += clock
        guard let offset = parseOffset(bytes, &at, end), at == end else { return nil }
        seconds -= offset
    }
    return CaseTime.range.contains(seconds) ? CaseTime(seconds: Int64(seconds)) : nil
}

/// Seconds since midnight.
private func parseClock(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    let colon = UInt8(ascii: ":")
    guard let hour = digits(bytes, &at, end, count: 2), hour < 24, skip(bytes, &at, end, colon),
        let minute = digits(bytes, &at, end, count: 2), minute < 60
    else { return nil }
    guard skip(bytes, &at, end, colon) else { return hour * 3600 + minute * 60 }
    guard let second = digits(bytes, &at, end, count: 2), second < 60 else { return nil }
    if skip(bytes, &at, end, UInt8(ascii: ".")) {
        let first = at
        while at < end, bytes[at] &- 48 < 10 { at += 1 }
        guard at > first else { return nil }
    }
    return hour * 3600 + minute * 60 + second
}

/// Seconds that the clock is ahead of UTC; 0 when nothing is given.
private func parseOffset(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    guard at < end else { return 0 }
    if bytes[at] | 32 == UInt8(ascii: "z") {
        at += 1
        return 0
    }
    let isBehind = bytes[at] == UInt8(ascii: "-")
    guard isBehind || bytes[at] == UInt8(ascii: "+") else { return nil }
    at += 1
    guard let hour = digits(bytes, &at, end, count: 2), hour < 24 else { return nil }
    _ = skip(bytes, &at, end, UInt8(ascii: ":"))
    guard let minute = digits(bytes, &at, end, count: 2), minute < 60 else { return nil }
    return (hour * 3600 + minute * 60) * (isBehind ? -1 : 1)
}

@inline(__always)
private func digits(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, count: Int) -> Int? {
    guard at + count <= end else { return nil }
    var value = 0
    for index in at..<at + count {
        let digit = bytes[index] &- 48
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
    }
    at += count
    return value
}

@inline(__always)
private func skip(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int, _ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
}
