/// A check report as plain text for a terminal.
public enum CheckReportText {
    /// The report, a section a topic, in lines of at most about 120 characters.
    public static func render(_ report: CheckReport) -> String {
        var lines = ["\(report.corpus): \(report.cases) cases, \(report.firstTime) to \(report.lastTime)"]
        lines += rejects(report.rejects)
        lines += ["", "Fields"]
        lines += table(
            ["field", "type", "missing", "values", "AUC alone"],
            report.fields.map { field in
                [
                    field.field, field.type.rawValue, percentage(field.missingShare), "\(field.distinctCount)",
                    field.auc.map(three) ?? "",
                ]
            }
        )
        lines += ["", "Labels by year"]
        lines += table(
            ["year", "cases", "pay", "deny", "pay rate"],
            report.years.map { year in
                ["\(year.year)", "\(year.cases)", "\(year.pays)", "\(year.denies)", year.payRate.map(percentage) ?? ""]
            }
        )
        lines += twins(report.twins)
        lines += ["", "To look at"]
        if report.findings.isEmpty { lines.append("  nothing") }
        lines += report.findings.map { finding in
            "  \(finding.kind.rawValue)\(finding.field.map { " \($0)" } ?? ""): \(finding.message)"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func rejects(_ rejects: RejectSummary) -> [String] {
        var lines = ["\(rejects.count) bad rows of \(rejects.rowsRead - rejects.rowsOutside)"]
        lines += rejects.countByCode.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        lines += rejects.first.map { "  line \($0.line), column \($0.column): \($0.message); \($0.cure)" }
        return lines
    }

    private static func twins(_ twins: CheckReport.TwinSummary) -> [String] {
        var lines = ["", "Contradictory twins (same facts, different label)"]
        lines.append("  \(twins.cases) cases in \(twins.groups) groups")
        lines.append("  no rule that sees these facts only can exceed \(percentage(twins.ceilingAccuracy)) on them")
        lines += twins.largest.map { group in
            let more = group.pays + group.denies > group.ids.count ? ", …" : ""
            return "  \(group.pays) pay, \(group.denies) deny: \(group.ids.joined(separator: ", "))\(more)"
        }
        return lines
    }

    /// Columns padded to equal width: the first two to the left, numbers to the right.
    private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column < 2 && header[column] != "cases" ? row[column] + padding : padding + row[column]
            }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func percentage(_ share: Double) -> String { fixed(share * 100, 1) + " %" }

    private static func three(_ value: Double) -> String { fixed(value, 3) }

    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scale = decimals == 1 ? 10 : 1000
        let scaled = Int((value * Double(scale)).rounded())
        let digits = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}
