/// Writes cases as the JSON objects that `CaseParser` reads.
///
/// **Missing and edge values** A missing value has no key. Label, agent, paid, first decision and truth are left out: a
/// case is what is known before it is decided.
public enum CaseJSONWriter {
    /// The case in a row of the table, with keys in the order of the schema.
    public static func json(_ table: CaseTable, row: Int) -> String {
        let schema = table.schema
        var entries: [(key: String, value: JSONText)] = []
        func add(_ key: String, _ value: JSONText?) {
            if let value { entries.append((key, value)) }
        }
        add(schema.id, table.ids.text(of: row).map(JSONText.string))
        add(schema.time, time(table.times[row]))
        if let amount = schema.amount, schema.fieldIndex(amount.field) == nil {
            add(amount.field, number(table.amounts[row]))
        }
        for (field, column) in zip(schema.fields, table.columns) { add(field.name, value(column, row)) }
        return JSONText.object(entries).text
    }

    private static func value(_ column: Column, _ row: Int) -> JSONText? {
        switch column {
        case .category(let column):
            let code = column.codes[row]
            return code < 0 ? nil : .string(column.categories[Int(code)])
        case .set(let column):
            if column.isMissing[row] { return nil }
            return .strings(column.members(of: row).map { column.dictionary[Int($0)] })
        case .number(let column): return number(column.values[row])
        case .date(let column): return time(column.values[row])
        case .flag(let column): return [nil, .bool(false), .bool(true)][Int(column.values[row]) + 1]
        case .text(let column): return column.text(of: row).map(JSONText.string)
        }
    }

    private static func time(_ time: CaseTime) -> JSONText? {
        time.isMissing ? nil : .string(time.description)
    }

    private static func number(_ value: Double) -> JSONText? {
        value.isFinite ? .raw(numberText(value)) : nil
    }
}
