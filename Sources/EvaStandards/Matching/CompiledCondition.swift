import EvaCorpus

/// A condition over the columns of one table, with names replaced by the table's codes.
indirect enum CompiledCondition {
    case all([CompiledCondition])
    case any([CompiledCondition])
    case not(CompiledCondition)
    case isOneOf(codes: [Int32], wanted: [Bool])
    case isFlag([Int8], Int8)
    case inRange([Double], lowest: Double, highest: Double)
    case hasAny(SetColumn, [Int32])
    case hasAll(SetColumn, [Int32])
    case age([CaseTime], lowest: Int, highest: Int)
    case contains(TextColumn, [[UInt8]])
    case missing(Presence, Bool)
    case never

    /// A column as far as it matters whether its values are missing.
    enum Presence {
        case codes([Int32])
        case isMissing([Bool])
        case numbers([Double])
        case times([CaseTime])
        case flags([Int8])
    }

    /// Whether the condition holds for a row of the table at a moment.
    func holds(row: Int, time: CaseTime) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(row: row, time: time) }
        case .any(let parts): parts.contains { $0.holds(row: row, time: time) }
        case .not(let part): !part.holds(row: row, time: time)
        case .isOneOf(let codes, let wanted): codes[row] >= 0 && wanted[Int(codes[row])]
        case .isFlag(let values, let wanted): values[row] == wanted
        case .inRange(let values, let lowest, let highest): values[row] >= lowest && values[row] <= highest
        case .hasAny(let set, let codes): codes.contains(where: set.members(of: row).contains)
        case .hasAll(let set, let codes): codes.allSatisfy(set.members(of: row).contains)
        case .age(let dates, let lowest, let highest):
            !dates[row].isMissing && !time.isMissing && (lowest...highest).contains(time.day - dates[row].day)
        case .contains(let text, let needles): needles.contains { text.bytes(of: row).contains(bytes: $0) }
        case .missing(let presence, let wanted): presence.isMissing(row) == wanted
        case .never: false
        }
    }
}

extension CompiledCondition.Presence {
    init(_ column: Column) {
        switch column {
        case .category(let column): self = .codes(column.codes)
        case .set(let column): self = .isMissing(column.isMissing)
        case .number(let column): self = .numbers(column.values)
        case .date(let column): self = .times(column.values)
        case .flag(let column): self = .flags(column.values)
        case .text(let column): self = .isMissing(column.isMissing)
        }
    }

    func isMissing(_ row: Int) -> Bool {
        switch self {
        case .codes(let codes): codes[row] < 0
        case .isMissing(let flags): flags[row]
        case .numbers(let values): values[row].isNaN
        case .times(let values): values[row].isMissing
        case .flags(let values): values[row] < 0
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether a run of these bytes equals `needle`.
    fileprivate func contains(bytes needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return needle.isEmpty }
        for start in startIndex...(endIndex - needle.count) where self[start] == first {
            if self[start..<start + needle.count].elementsEqual(needle) { return true }
        }
        return false
    }
}
