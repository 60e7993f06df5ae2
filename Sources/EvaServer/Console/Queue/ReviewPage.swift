import EvaCorpus
import EvaDecisions
import EvaStore

/// A case that a reviewer holds: facts, both sides' view of it, and the final word.
package struct ReviewPage: Sendable {
    package let id: String
    package let path: String
    package let cause: String
    package let isBlind: Bool
    package let amount: String?
    package let until: String
    package let facts: [FactRow]
    package let texts: [FactRow]
    package let view: SuggestionView?
    package let hasSuggestion: Bool
    package let decisions: [HistoryRow]
    package let hasDecisions: Bool
    /// Clauses that apply: of a blind review all that is shown besides the facts.
    package let clauses: [SuggestionView.Clause]
    package let hasClauses: Bool
    package let choices: [CasePage.Choice]
    package let note: String?

    static func path(_ id: String) -> String { "/reviews/\(CasePage.escaped(id))" }

    init(_ held: HeldCase, _ serving: Serving, names: [Int64: String], note: String? = nil, words: Words) throws {
        let schema = serving.advisor.bundle.schema
        let (item, stored) = (held.item, held.stored)
        id = item.caseID
        path = Self.path(item.caseID)
        cause = words[item.isBlind ? "cause_blind" : "cause_\(item.cause.rawValue)"]
        isBlind = item.isBlind
        amount = item.amount.map { Shown.money($0, schema.amount?.currency) }
        until = item.leaseUntil.map(Shown.time) ?? ""
        var rows: [FactRow] = []
        var fresh: Suggestion?
        if let fields = stored.fields {
            (rows, fresh) = try serving.withSession { session in
                let table = try session.read(Array(fields.utf8), file: "case")
                return (FactRow.all(of: table, words: words), item.isBlind ? try session.suggest(table) : nil)
            }
        }
        facts = rows.filter { !$0.isText }
        texts = rows.filter(\.isText)
        view = try held.suggestion?.json.map {
            SuggestionView(try SuggestionRecord(json: $0), schema: schema, words: words)
        }
        hasSuggestion = view != nil
        let file = CaseFile(held, names: names)
        decisions = HistoryRow.all(of: file, words: words)
        hasDecisions = !decisions.isEmpty
        // A blind reviewer judges by the written clauses, too; what the model says of the case stays away.
        let blind = try fresh.map {
            SuggestionView(
                try SuggestionRecord(json: SuggestionJSON.text($0)),
                schema: schema,
                words: words
            )
        }
        clauses = blind?.clauses ?? []
        hasClauses = !clauses.isEmpty
        choices = CasePage.choices(words, but: .review, chosen: nil)
        self.note = note
    }
}

extension CaseFile {
    /// Of a case that a reviewer holds.
    init(_ held: HeldCase, names: [Int64: String]) {
        stored = held.stored
        suggestion = held.suggestion
        decisions = held.decisions
        review = nil
        isBlind = held.item.isBlind
        self.names = names
    }
}
