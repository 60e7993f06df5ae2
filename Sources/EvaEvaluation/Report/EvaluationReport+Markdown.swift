extension EvaluationReport {
    /// The report as Markdown with tables.
    public func markdown() -> String {
        var blocks = ["# " + SafeText.markdown(title)]
        if metrics.simulated { blocks.append("**\(ReportWords.simulated)**") }
        blocks.append(
            ReportWords.facts(self).map { "- \($0.name): \(SafeText.markdown($0.text))" }.joined(separator: "\n")
        )
        for table in ReportTable.all(self) {
            let head = "| " + table.columns.joined(separator: " | ") + " |"
            let rule = "| :-- |" + String(repeating: " --: |", count: table.columns.count - 1)
            let rows = table.rows.map { row in
                "| " + ([SafeText.markdown(row.head)] + row.figures.map(SafeText.markdown)).joined(separator: " | ")
                    + " |"
            }
            blocks.append("## " + SafeText.markdown(table.caption))
            blocks.append(([head, rule] + rows).joined(separator: "\n"))
        }
        blocks.append(ReportWords.explanations(self).joined(separator: "\n"))
        if !notes.isEmpty { blocks.append(notes.map { "- Note: " + SafeText.markdown($0) }.joined(separator: "\n")) }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
