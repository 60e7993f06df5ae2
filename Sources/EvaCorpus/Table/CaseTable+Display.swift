extension CaseTable {
    /// A value as people read it: money with two decimals, the members of a set joined by `; `, dates as yyyy-MM-dd,
    /// flags as yes and no; `nil` when missing.
    public func displayValue(field: Int, row: Int) -> String? {
        switch columns[field] {
        case .category(let column):
            let code = column.codes[row]
            return code < 0 ? nil : column.categories[Int(code)]
        case .set(let column):
            if column.isMissing[row] { return nil }
            return column.members(of: row).map { column.dictionary[Int($0)] }.joined(separator: "; ")
        case .number(let column):
            let value = column.values[row]
            if value.isNaN { return nil }
            return schema.fields[field].type == .money ? moneyText(value) : numberText(value)
        case .date(let column):
            let time = column.values[row]
            return time.isMissing ? nil : time.description
        case .flag(let column):
            let value = column.values[row]
            return value < 0 ? nil : (value == 1 ? "yes" : "no")
        case .text(let column): return column.text(of: row)
        }
    }
}

/// The shortest decimal that reads back as `value`, integers without a point.
func numberText(_ value: Double) -> String {
    if let integer = Int64(exactly: value), abs(integer) < 1 << 53, !(integer == 0 && value.sign == .minus) {
        return String(integer)
    }
    return "\(value)"
}

/// An amount with two decimals, rounded half away from zero.
func moneyText(_ value: Double) -> String {
    let cents = (abs(value) * 100).rounded()
    guard cents < 1e15, let whole = Int64(exactly: cents) else { return numberText(value) }
    let sign = value < 0 && whole > 0 ? "-" : ""
    let remainder = whole % 100
    return "\(sign)\(whole / 100).\(remainder < 10 ? "0" : "")\(remainder)"
}
