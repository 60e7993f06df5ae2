import EvaCorpus
import EvaDecisions
import EvaStore
import Hummingbird

/// A page to try a case by hand; nothing of it is stored.
struct TryPages {
    let console: Console

    func add(to routes: inout RouteTable) {
        console.show(.tryPage, on: &routes) { visit, _ in try page(visit, FormBody([])) }
        console.submit(.tryCase, on: &routes) { visit, form, _ in
            let serving = console.services.desk.serving
            do {
                let json = CaseForm.json(form, schema: serving.advisor.bundle.schema)
                let suggestion = try serving.suggest(json).suggestion
                let record = try SuggestionRecord(json: suggestion.json.text)
                let view = SuggestionView(record, schema: serving.advisor.bundle.schema, words: visit.words)
                return try page(visit, form, view)
            } catch let error as CorpusError {
                return try page(visit, form, problem: Problem(error))
            }
        }
    }

    private func page(
        _ visit: Visit,
        _ typed: FormBody,
        _ view: SuggestionView? = nil,
        problem: Problem? = nil
    ) throws -> Reply {
        let form = CaseForm(console.services.desk.serving, typed: typed, words: visit.words)
        let notice = problem.map {
            Notice(text: [$0.path, $0.detail, $0.cure].compactMap { $0 }.joined(separator: " · "), isError: true)
        }
        return .page(
            Page(
                "try",
                visit.words["nav_try"],
                TryPage(form: form, view: view, hasView: view != nil),
                status: problem?.status.code ?? 200,
                notice: notice
            )
        )
    }
}

/// A form for a case, and what would be suggested.
struct TryPage: Sendable {
    let form: CaseForm
    let view: SuggestionView?
    let hasView: Bool
}
