extension EvaluationReport {
    /// The report as plain text for a terminal, with aligned columns; it names the slices and leaves their figures to the
    /// other forms.
    public func text() -> String {
        var lines = [SafeText.plain(title)]
        lines.append(String(repeating: "=", count: SafeText.width(lines[0])))
        if metrics.simulated { lines.append(ReportWords.simulated) }
        let facts = ReportWords.facts(self)
        let nameWidth = facts.map { $0.name.count }.max() ?? 0
        for fact in facts {
            lines.append(Self.padded(fact.name, nameWidth) + "  " + SafeText.plain(fact.text))
        }
        for table in ReportTable.short(self) { lines += [""] + Self.lines(of: table) }
        lines.append("")
        if !slices.isEmpty {
            let fields = slices.map { SafeText.plain($0.field) }.joined(separator: ", ")
            lines.append("The same figures by \(fields): in the page and in the JSON.")
        }
        lines += ReportWords.explanations(self)
        lines += notes.map { "Note: " + SafeText.plain($0) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Widest head of a row that is written in full.
    private static let maximumHead = 32

    private static func lines(of table: ReportTable) -> [String] {
        let cells =
            [table.columns]
            + table.rows.map { row in
                [SafeText.shortened(SafeText.plain(row.head), to: maximumHead)] + row.figures.map(SafeText.plain)
            }
        let widths = table.columns.indices.map { column in
            cells.map { SafeText.width($0[column]) }.max() ?? 0
        }
        let rows = cells.map { row in
            row.indices
                .map { column in
                    padded(row[column], widths[column], right: column > 0)
                }
                .joined(separator: "  ")
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return [SafeText.plain(table.caption)] + rows.prefix(1) + [rule] + rows.dropFirst()
    }

    private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - SafeText.width(text)))
        return right ? space + text : text + space
    }
}
