/// Writes case tables so that reading them gives the same tables.
///
/// **Missing and edge values** Missing is an empty cell, the empty text and the empty set are `""`. Outcome-only and
/// ignored columns, which a table does not hold, are left out; a label is written as its first spelling.
public enum CaseTableWriter {
    /// The table as CSV, with LF at the line ends.
    public static func csv(_ table: CaseTable) -> [UInt8] {
        var bytes: [UInt8] = []
        let columns = writtenColumns(table.schema)
        bytes += line(columns.map { cell($0.column) })
        for row in 0..<table.rowCount {
            bytes += line(columns.map { text(table, $0.role, row) })
        }
        return bytes
    }

    /// Writes the table as CSV to a file, in place of what is there.
    ///
    /// **Throws** a `CorpusError` when the file cannot be written.
    public static func writeCSV(_ table: CaseTable, to path: String) throws(CorpusError) {
        var file = try OutputFile(path: path)
        let columns = writtenColumns(table.schema)
        try file.write(line(columns.map { cell($0.column) }))
        for row in 0..<table.rowCount {
            try file.write(line(columns.map { text(table, $0.role, row) }))
        }
        try file.flush()
    }

    /// The cells of a row, column by column: those that writing the table gives it.
    package static func cells(_ table: CaseTable, row: Int) -> [(column: String, role: Schema.Role, cell: String)] {
        writtenColumns(table.schema).map { ($0.column, $0.role, text(table, $0.role, row)) }
    }

    /// The columns that a file has, in order.
    package static func writtenColumns(_ schema: Schema) -> [(column: String, role: Schema.Role)] {
        schema.roles.filter { column, role in
            switch role {
            case .outcomeOnly, .ignore: false
            case .amount: schema.fieldIndex(column) == nil
            default: true
            }
        }
    }

    private static func line(_ cells: [String]) -> [UInt8] {
        Array((cells.joined(separator: ",") + "\n").utf8)
    }

    /// A value as a CSV cell.
    private static func text(_ table: CaseTable, _ role: Schema.Role, _ row: Int) -> String {
        switch role {
        case .id: table.ids.text(of: row).map(cell) ?? ""
        case .time: table.times[row].description
        case .label: label(table.labels[row], table.schema)
        case .firstDecision: label(table.firstDecisions[row], table.schema)
        case .amount: number(table.amounts[row])
        case .paid: number(table.paid[row])
        case .truth: number(table.truths[row])
        case .agent: category(table.agents, row)
        case .field(let index): field(table.columns[index], row, table.schema.fields[index].separator)
        case .outcomeOnly, .ignore: ""
        }
    }

    private static func field(_ column: Column, _ row: Int, _ separator: String) -> String {
        switch column {
        case .category(let column): return category(column, row)
        case .set(let column):
            if column.isMissing[row] { return "" }
            let names = column.members(of: row).map { column.dictionary[Int($0)] }
            return names.isEmpty ? "\"\"" : cell(names.joined(separator: separator))
        case .number(let column): return number(column.values[row])
        case .date(let column): return column.values[row].description
        case .flag(let column): return ["", "false", "true"][Int(column.values[row]) + 1]
        case .text(let column):
            guard let text = column.text(of: row) else { return "" }
            return text.isEmpty ? "\"\"" : cell(text)
        }
    }

    private static func category(_ column: CategoryColumn, _ row: Int) -> String {
        let code = column.codes[row]
        return code < 0 ? "" : cell(column.categories[Int(code)])
    }

    private static func number(_ value: Double) -> String {
        value.isNaN ? "" : numberText(value)
    }

    private static func label(_ label: Int8, _ schema: Schema) -> String {
        let spellings = label == 1 ? schema.label.pay : schema.label.deny
        return label < 0 ? "" : spellings.first.map(cell) ?? ""
    }

    /// A text as a cell, in quotes where it needs them.
    package static func cell(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        return needsQuotes ? csvQuoted(text) : text
    }
}
