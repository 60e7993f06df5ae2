import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaTestSupport

/// Advisors of the made-up claims with a catalogue of their own.
enum ClauseExample {
    /// A model that pays everything, one that denies everything, one that decides, and one that rarely pays.
    enum Lean: Double, CaseIterable {
        case pay = 30
        case deny = -30
        case none = 0
        case strict = -2
    }

    static func advisor(_ clauses: [String], table: CaseTable, lean: Lean = .none) throws -> Advisor {
        var advisor = try AdvisorExample.advisor(offset: lean.rawValue, table: table)
        if !clauses.isEmpty { advisor.guidance.standards = try review(clauses, schema: table.schema) }
        return advisor
    }

    /// Clauses C0, C1, … as the rest of a line of YAML each.
    static func review(_ clauses: [String], schema: Schema) throws -> ClauseReview {
        let lines = clauses.enumerated()
            .map { "  - {id: C\($0), title: {en: a, zh: b}, text: {en: c, zh: d}, \($1)}\n" }
        let yaml = "corpus: claims\nevidence_field: evidence\nstandards:\n" + lines.joined()
        return ClauseReview(try StandardCatalogue(yaml: yaml, schema: schema), schema: schema)
    }

    static func one(_ json: String, schema: Schema) throws -> CaseTable {
        try CaseParser(schema: schema).parse(Array(json.utf8))
    }
}
