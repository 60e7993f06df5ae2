/// Writes cases as the JSON objects that `CaseParser` reads.
///
/// **Missing and edge values** A missing value has no key. Label, agent, paid, first decision and truth are left out: a
/// case is what is known before it is decided.
public enum CaseJSONWriter {
    /// The case in a row of the table, with keys in the order of the schema.
    public static func json(_ table: CaseTable, row: Int) -> String {
        let schema = table.schema
        var entries: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { entries.append("\(jsonQuoted(key)):\(value)") }
        }
        add(schema.id, table.ids.text(of: row).map(jsonQuoted))
        add(schema.time, table.times[row].isMissing ? nil : jsonQuoted(table.times[row].description))
        if let amount = schema.amount, schema.fieldIndex(amount.field) == nil {
            add(amount.field, number(table.amounts[row]))
        }
        for (field, column) in zip(schema.fields, table.columns) { add(field.name, value(column, row)) }
        return "{\(entries.joined(separator: ","))}"
    }

    private static func value(_ column: Column, _ row: Int) -> String? {
        switch column {
        case .category(let column):
            let code = column.codes[row]
            return code < 0 ? nil : jsonQuoted(column.categories[Int(code)])
        case .set(let column):
            if column.isMissing[row] { return nil }
            let names = column.members(of: row).map { jsonQuoted(column.dictionary[Int($0)]) }
            return "[\(names.joined(separator: ","))]"
        case .number(let column): return number(column.values[row])
        case .date(let column):
            let time = column.values[row]
            return time.isMissing ? nil : jsonQuoted(time.description)
        case .flag(let column): return [nil, "false", "true"][Int(column.values[row]) + 1]
        case .text(let column): return column.text(of: row).map(jsonQuoted)
        }
    }

    private static func number(_ value: Double) -> String? {
        value.isFinite ? numberText(value) : nil
    }
}
