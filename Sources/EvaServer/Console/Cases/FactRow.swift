import EvaCorpus
import EvaDecisions

/// A fact of a case, as a page shows it.
struct FactRow: Sendable {
    let title: String
    let help: String?
    let value: String
    let isMissing: Bool
    /// Whether the value is a text of many words.
    let isText: Bool
    let isConfidential: Bool
    let isAmount: Bool

    /// The facts of a case on its own, in the order of the schema.
    static func all(of table: CaseTable, words: Words) -> [FactRow] {
        let schema = table.schema
        return schema.fields.enumerated()
            .map { index, field in
                let shown = table.displayValue(field: index, row: 0)
                let value: String? =
                    switch (field.type, shown) {
                    case (_, nil): nil
                    case (.set, ""?): words["nothing"]
                    case (.text, let text?): text
                    case (.money, let text?): Double(text).map { Shown.money($0, schema.amount?.currency) } ?? text
                    case (let type, let text?): words(Wording.shown(text, of: type))
                    }
                return FactRow(
                    title: words(field.shownTitle),
                    help: field.help.map { words($0) },
                    value: value ?? words["missing"],
                    isMissing: value == nil,
                    isText: field.type == .text && value != nil,
                    isConfidential: field.confidential,
                    isAmount: field.name == schema.amount?.field
                )
            }
    }
}
