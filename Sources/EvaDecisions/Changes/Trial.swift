import EvaCorpus

/// A case on its own, in which changes are made and taken back.
struct Trial {
    private var table: CaseTable
    private let original: CaseTable

    init(table: CaseTable, row: Int) {
        original = table.rowCount == 1 ? table : table.subset([row])
        self.table = original
    }

    /// Decision after the changes; `nil` when one of them changes nothing.
    mutating func decide(
        _ changes: [PossibleChange],
        _ body: (CaseTable, _ changed: [Int]) throws -> Decision
    ) rethrows -> Decision? {
        defer { for change in changes { table.replaceColumn(change.field, by: original.columns[change.field]) } }
        guard apply(changes) else { return nil }
        return try body(table, changes.map(\.field))
    }

    private mutating func apply(_ changes: [PossibleChange]) -> Bool {
        for change in changes {
            guard let column = change.applied(to: table.columns[change.field]) else { return false }
            table.replaceColumn(change.field, by: column)
        }
        return true
    }

    /// The changes and the decision after them, in words; `nil` when `confirm` does not agree.
    mutating func result(
        _ changes: [PossibleChange],
        _ decision: Decision,
        if confirm: (CaseTable, Decision) throws -> Bool
    ) rethrows -> WhatWouldChangeIt? {
        _ = apply(changes)
        defer { table = original }
        guard try confirm(table, decision) else { return nil }
        var fields: [Int] = []
        for change in changes where !fields.contains(change.field) { fields.append(change.field) }
        let steps = fields.map { field in
            WhatWouldChangeIt.Step(
                field: original.schema.fields[field].name,
                from: original.displayValue(field: field, row: 0),
                to: table.displayValue(field: field, row: 0) ?? "",
                added: changes.filter { $0.field == field }.compactMap(\.member)
            )
        }
        let phrases = zip(fields, steps).map { phrase(original.schema.fields[$0].shownTitle, $1) }
        let probability = Wording.percent(decision.probability)
        return WhatWouldChangeIt(
            suggestion: decision.answer,
            probability: decision.probability,
            changes: steps,
            text: Titles(
                en:
                    "With \(phrases.map(\.en).joined(separator: " and ")), the suggestion would be "
                    + "\(decision.answer.name.en) (probability of pay \(probability) %).",
                zh:
                    "若\(phrases.map(\.zh).joined(separator: "，且"))，建议将变为\(decision.answer.name.zh)（赔付概率\(probability)%）。"
            )
        )
    }

    private func phrase(_ title: Titles, _ step: WhatWouldChangeIt.Step) -> Titles {
        if step.added.isEmpty {
            let value = Wording.value(step.to)
            return Titles(en: "“\(value)” as \(title.en)", zh: "\(title.zh)为“\(value)”")
        }
        let members = Wording.list(step.added.map(Wording.value))
        return Titles(en: "\(members.en) added to “\(title.en)”", zh: "“\(title.zh)”补充\(members.zh)")
    }
}
