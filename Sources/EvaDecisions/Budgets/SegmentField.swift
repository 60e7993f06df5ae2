package import EvaCorpus

/// Where a level of segments finds a case's value.
package enum SegmentField: Sendable, Equatable {
    /// By name: a category or a flag; position in the schema's fields.
    case named(Int)
    /// By bands of a number: the number itself, a set's number of members, or a date's days before the case's time.
    case measured(Int)
    /// By bands of the amount, which is no field.
    case amount

    /// Finds a field; `nil` when the schema lacks it, or when it is a text.
    package init?(_ name: String, schema: Schema) {
        guard let index = schema.fieldIndex(name) else {
            guard schema.amount?.field == name else { return nil }
            self = .amount
            return
        }
        switch schema.fields[index].type {
        case .category, .flag: self = .named(index)
        case .number, .money, .set, .date: self = .measured(index)
        case .text: return nil
        }
    }

    /// Whether cases are told apart by bands.
    var isMeasured: Bool {
        if case .named = self { false } else { true }
    }

    /// Name of a row's value; `nil` when missing, or when the field is measured.
    func name(_ table: CaseTable, row: Int) -> String? {
        guard case .named(let index) = self else { return nil }
        switch table.columns[index] {
        case .category(let column): return column.codes[row] < 0 ? nil : column.categories[Int(column.codes[row])]
        case .flag(let column): return column.values[row] < 0 ? nil : column.values[row] == 1 ? "true" : "false"
        default: return nil
        }
    }

    /// Measure of a row's value; NaN when missing, or when the field has names.
    func measure(_ table: CaseTable, row: Int) -> Double {
        switch self {
        case .named: return .nan
        case .amount: return table.amounts.isEmpty ? .nan : table.amounts[row]
        case .measured(let index):
            switch table.columns[index] {
            case .number(let column): return column.values[row]
            case .set(let column): return column.isMissing[row] ? .nan : Double(column.members(of: row).count)
            case .date(let column):
                let (date, time) = (column.values[row], table.times[row])
                return date.isMissing || time.isMissing ? .nan : Double(time.day - date.day)
            default: return .nan
            }
        }
    }
}

extension Policy.Level {
    /// Number of the band that a measure is in; `nil` for NaN.
    func band(of measure: Double) -> Int? {
        measure.isNaN ? nil : bands.count { $0 <= measure }
    }
}
