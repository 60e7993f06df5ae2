import EvaEvaluation
import EvaTraining

/// What a changed catalogue answers otherwise, as its keepers read it on a terminal.
struct CatalogueTrialView {
    let result: CatalogueTrialResult

    init(_ result: CatalogueTrialResult) {
        self.result = result
    }

    var text: String {
        let voices = result.hasModel ? "clauses and model" : "clauses alone"
        let (totals, open) = (result.totals, result.hasModel ? "to review" : "to none")
        var lines = ["\(result.corpus): \(totals.flips) of \(result.cases) cases are answered otherwise (\(voices))"]
        guard totals.flips > 0 else { return lines[0] + "\n" }
        lines.append("  \(totals.toRight) to the label, \(totals.toWrong) against it, \(totals.toOpen) \(open)")
        lines += ["", "By clause"]
        lines +=
            TextTable(
                header: ["standard", "flips", "to the label", "against it", open],
                rows: result.clauses.map {
                    let totals = $0.totals
                    return [
                        $0.standard.description, "\(totals.flips)", "\(totals.toRight)", "\(totals.toWrong)",
                        "\(totals.toOpen)",
                    ]
                },
                left: 1
            )
            .lines
        lines += ["", "Cases"]
        lines +=
            TextTable(
                header: ["case", "time", "label", "before", "after", "no longer", "newly"],
                rows: result.flips.map { flip in
                    [
                        flip.id ?? "–", flip.time, flip.label?.rawValue ?? "–", flip.before.rawValue,
                        flip.after.rawValue,
                        flip.noLonger.map(\.description).joined(separator: " "),
                        flip.newly.map(\.description).joined(separator: " "),
                    ]
                },
                left: 7
            )
            .lines
        return lines.map(SafeText.plain).joined(separator: "\n") + "\n"
    }
}
