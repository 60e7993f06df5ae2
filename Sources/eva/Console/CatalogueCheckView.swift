import EvaEvaluation
import EvaStandards

/// What a check of a catalogue found, as its keepers read it on a terminal.
struct CatalogueCheckView {
    let check: CatalogueCheck

    init(_ check: CatalogueCheck) {
        self.check = check
    }

    var text: String {
        var lines = ["\(check.corpus): \(check.standards) standards\(check.cases.map { ", \($0) cases" } ?? "")"]
        for level in CatalogueFinding.Level.allCases {
            let found = check.findings.filter { $0.level == level }
            if found.isEmpty { continue }
            lines += ["", "\(title(level)) (\(found.count))"]
            lines += found.map(line)
        }
        if check.findings.isEmpty { lines += ["", "Nothing to say against it."] }
        if !check.records.isEmpty { lines += ["", "How their cases were decided"] + records }
        return lines.map(SafeText.plain).joined(separator: "\n") + "\n"
    }

    private func title(_ level: CatalogueFinding.Level) -> String {
        switch level {
        case .error: "Errors"
        case .warning: "Warnings"
        case .note: "Notes"
        }
    }

    private func line(_ finding: CatalogueFinding) -> String {
        let names = finding.standards.map(\.description).joined(separator: ", ")
        var line = "  \(finding.kind.rawValue)  \(names): \(finding.message)"
        if let cases = finding.cases, finding.kind == .contradictory {
            line += "; \(cases) such cases\(finding.example.map { ", as \($0)" } ?? "")"
        }
        return line
    }

    private var records: [String] {
        TextTable(
            header: ["standard", "effect", "applies", "in force", "labelled", "as it says"],
            rows: check.records.map { record in
                [
                    record.standard.description, record.effect.rawValue, "\(record.applies)", "\(record.inForce)",
                    "\(record.labelled)", record.share.map(percent) ?? "–",
                ]
            },
            left: 2
        )
        .lines
    }
}
