import EvaCorpus
import EvaDecisions
import EvaStore

/// A case that a reviewer holds: facts, both sides' view of it, and the final word.
struct ReviewPage: Sendable {
    let id: String
    let path: String
    let cause: String
    let isBlind: Bool
    let amount: String?
    let until: String
    let facts: [FactRow]
    let texts: [FactRow]
    let view: SuggestionView?
    let hasSuggestion: Bool
    let decisions: [HistoryRow]
    let hasDecisions: Bool
    /// What the agent decided in the end.
    let lastAnswer: String?
    let lastAnswerName: String?
    /// Clauses that apply: of a blind review all that is shown besides the facts.
    let clauses: [SuggestionView.Clause]
    let hasClauses: Bool
    let choices: [CasePage.Choice]
    let note: String?

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
        view = try held.suggestion?.json
            .map {
                SuggestionView(try SuggestionRecord(json: $0), schema: schema, words: words)
            }
        hasSuggestion = view != nil
        let file = CaseFile(held, names: names)
        decisions = HistoryRow.all(of: file, words: words)
        hasDecisions = !decisions.isEmpty
        lastAnswer = held.decisions.last?.answer.rawValue
        lastAnswerName = held.decisions.last.map { words["answer_\($0.answer.rawValue)"] }
        // A blind reviewer judges by the written clauses, too; what the model says of the case stays away.
        let blind = try fresh.map {
            SuggestionView(
                try SuggestionRecord(json: $0.json.text),
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
