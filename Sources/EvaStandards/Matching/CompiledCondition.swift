import EvaCorpus

/// A condition with its fields as positions in the schema.
///
/// Names of values are compared as texts: a table of one case has codes of its own, and to look these up for every
/// clause costs more than to compare.
indirect enum CompiledCondition: Sendable {
    case all([CompiledCondition])
    case any([CompiledCondition])
    case not(CompiledCondition)
    case isOneOf(field: Int, [String])
    case isFlag(field: Int, Int8)
    case inRange(field: Int, lowest: Double, highest: Double)
    case hasAny(field: Int, [String])
    case hasAll(field: Int, [String])
    case age(field: Int, lowest: Int, highest: Int)
    case contains(field: Int, [[UInt8]])
    case missing(field: Int, Bool)
    case never

    /// Compiles a condition; a field that the schema lacks, or of another type, makes its tests false.
    init(_ condition: Condition, schema: Schema) {
        switch condition {
        case .all(let parts): self = .all(parts.map { Self($0, schema: schema) })
        case .any(let parts): self = .any(parts.map { Self($0, schema: schema) })
        case .not(let part): self = .not(Self(part, schema: schema))
        case .test(let name, let test): self = schema.fieldIndex(name).map { Self(test, field: $0) } ?? .never
        }
    }

    private init(_ test: FieldTest, field: Int) {
        switch test {
        case .missing(let wanted): self = .missing(field: field, wanted)
        case .isOneOf(let names): self = .isOneOf(field: field, names)
        case .isFlag(let wanted): self = .isFlag(field: field, wanted ? 1 : 0)
        case .equals(let value): self = .inRange(field: field, lowest: value, highest: value)
        case .atLeast(let value): self = .inRange(field: field, lowest: value, highest: .infinity)
        case .atMost(let value): self = .inRange(field: field, lowest: -.infinity, highest: value)
        case .above(let value): self = .inRange(field: field, lowest: value.nextUp, highest: .infinity)
        case .below(let value): self = .inRange(field: field, lowest: -.infinity, highest: value.nextDown)
        case .hasAny(let names): self = .hasAny(field: field, names)
        case .hasAll(let names): self = .hasAll(field: field, names)
        case .withinDays(let days): self = .age(field: field, lowest: .min, highest: days)
        case .afterDays(let days): self = .age(field: field, lowest: days + 1, highest: .max)
        case .contains(let texts): self = .contains(field: field, texts.map { Array($0.utf8) })
        }
    }

    /// Whether the condition holds for a row of columns in the order of the schema's fields, at a moment.
    func holds(_ columns: [Column], row: Int, time: CaseTime) -> Bool {
        switch self {
        case .all(let parts):
            for part in parts where !part.holds(columns, row: row, time: time) { return false }
            return true
        case .any(let parts):
            for part in parts where part.holds(columns, row: row, time: time) { return true }
            return false
        case .not(let part): return !part.holds(columns, row: row, time: time)
        case .isOneOf(let field, let names):
            guard case .category(let column) = columns[field], column.codes[row] >= 0 else { return false }
            return names.contains(column.categories[Int(column.codes[row])])
        case .isFlag(let field, let wanted):
            guard case .flag(let column) = columns[field] else { return false }
            return column.values[row] == wanted
        case .inRange(let field, let lowest, let highest):
            guard case .number(let column) = columns[field] else { return false }
            return column.values[row] >= lowest && column.values[row] <= highest
        case .hasAny(let field, let names):
            guard case .set(let set) = columns[field] else { return false }
            return names.contains { set.has($0, row: row) }
        case .hasAll(let field, let names):
            guard case .set(let set) = columns[field], !set.isMissing[row] else { return false }
            return names.allSatisfy { set.has($0, row: row) }
        case .age(let field, let lowest, let highest):
            guard case .date(let column) = columns[field], !column.values[row].isMissing, !time.isMissing else {
                return false
            }
            return (lowest...highest).contains(time.day - column.values[row].day)
        case .contains(let field, let needles):
            guard case .text(let text) = columns[field] else { return false }
            let bytes = text.bytes(of: row)
            return needles.contains { bytes.contains(bytes: $0) }
        case .missing(let field, let wanted): return columns[field].isMissing(row) == wanted
        case .never: return false
        }
    }
}

extension Column {
    fileprivate func isMissing(_ row: Int) -> Bool {
        switch self {
        case .category(let column): column.codes[row] < 0
        case .set(let column): column.isMissing[row]
        case .number(let column): column.values[row].isNaN
        case .date(let column): column.values[row].isMissing
        case .flag(let column): column.values[row] < 0
        case .text(let column): column.isMissing[row]
        }
    }
}

extension SetColumn {
    /// Whether a row's set has a member of this name.
    func has(_ name: String, row: Int) -> Bool {
        for code in members(of: row) where dictionary[Int(code)] == name { return true }
        return false
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
