import EvaCorpus
import EvaStandards

/// A schema with a field of every type.
let claimsSchema = Schema(
    corpus: "claims",
    id: "id",
    time: "time",
    label: LabelColumn(field: "decision"),
    fields: [
        Field(name: "kind", type: .category),
        Field(name: "proof", type: .set),
        Field(name: "amount", type: .money),
        Field(name: "bought", type: .date),
        Field(name: "flagged", type: .flag),
        Field(name: "story", type: .text),
    ]
)

/// A catalogue file with one standard a condition.
func catalogueYAML(when conditions: [String], rest: String = "effect: supports_pay") -> String {
    let standards = conditions.enumerated()
        .map { number, condition in
            "  - {id: S\(number), title: {en: a, zh: b}, text: {en: c, zh: d}, when: \(condition), \(rest)}\n"
        }
    return "corpus: claims\nevidence_field: proof\nstandards:\n" + standards.joined()
}

/// The standards of a catalogue that apply to a case.
func matches(of yaml: String, case json: String) throws -> [CatalogueMatcher.Match] {
    let table = try CaseTable.one(json: Array(json.utf8), schema: claimsSchema)
    return CatalogueMatcher(try StandardCatalogue(yaml: yaml, schema: claimsSchema), schema: claimsSchema)
        .matches(table, row: 0)
}
