import EvaDecisions
import EvaStore
import Hummingbird

/// The agent's pages: open cases, and one case on one screen.
struct CasePages {
    let console: Console

    private var services: Services { console.services }
    private var work: CaseWork { CaseWork(services: console.services) }

    func add(to routes: inout RouteTable) {
        console.show(.casesPage, on: &routes, list)
        console.show(.casePage, on: &routes, show)
        console.submit(.nextCase, on: &routes) { visit, form, _ in
            let access = try visit.user()
            let last = form["after"].flatMap { Int64($0) } ?? 0
            guard let id = try await work.next(for: access.user, after: last, by: access) else {
                return .redirect("/cases?done=none_left")
            }
            return .redirect(CasePage.path(id))
        }
        console.submit(.commitCase, on: &routes, commit)
        console.submit(.decideCase, on: &routes, decide)
        console.submit(.addEvidence, on: &routes) { visit, form, context in
            let id = try context.parameter("id")
            try await work.add(EvidenceAdded(form), to: id, try console.view(visit), by: try visit.user())
            return .redirect(CasePage.path(id) + "?done=evidence_added")
        }
    }

    @Sendable private func list(_ visit: Visit, _ context: ServerContext) async throws -> Reply {
        if let id = visit.query["id"] { return .redirect(CasePage.path(id)) }
        let view = try console.view(visit)
        let status = visit.query["status"].flatMap(CaseStatus.init(rawValue:)) ?? .open
        var filter = view.filter(status: status)
        filter.after = visit.query["after"].flatMap { Int64($0) } ?? 0
        filter.limit = CaseListPage.pageLength
        let wanted = filter
        let (cases, names) = try await services.store.read { reader in
            (
                try reader.cases(wanted),
                Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) })
            )
        }
        let model = CaseListPage(
            cases,
            status: status,
            user: view.user,
            names: names,
            currency: services.desk.serving.advisor.bundle.schema.amount?.currency,
            words: visit.words
        )
        return .page(Page("cases", visit.words["nav_cases"], model, notice: done(visit)))
    }

    @Sendable private func show(_ visit: Visit, _ context: ServerContext) async throws -> Reply {
        try await page(try context.parameter("id"), visit)
    }

    /// The case's page; with `failure` after a form that was not taken, with what was typed in it.
    private func page(
        _ id: String,
        _ visit: Visit,
        failure: Problem? = nil,
        typed: (answer: Answer?, reason: String?) = (nil, nil)
    ) async throws -> Reply {
        let view = try console.view(visit)
        let file = try await work.open(id, view, by: try visit.user())
        let canDecide = work.mayDecide(file, view)
        let model = try CasePage(
            file,
            services.desk.serving,
            ticked: EvidenceAdded(visit.query),
            canDecide: canDecide,
            isHidden: canDecide && work.hides(file),
            typed: typed,
            words: visit.words
        )
        if visit.wantsPart, model.advice != nil { return .part("advicepart", model) }
        let notice = failure.map {
            Notice(text: visit.words.ifAny("problem_\($0.code)") ?? $0.detail, isError: true)
        }
        let title = visit.words("case_title", id)
        return .page(
            Page("case", title, model, status: failure?.status.code ?? 200, notice: notice ?? done(visit))
        )
    }

    @Sendable private func commit(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, access) = (try context.parameter("id"), try visit.user())
        let new = NewDecision(
            caseID: id,
            agent: access.user.id,
            answer: try form.choice("answer", of: Answer.self),
            reason: form["reason"]
        )
        try await work.commit(new, try console.view(visit), by: access)
        return .redirect(CasePage.path(id))
    }

    @Sendable private func decide(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, access) = (try context.parameter("id"), try visit.user())
        let answer = form["answer"].flatMap(Answer.init(rawValue:))
        let typed = (answer: answer, reason: form["reason"])
        guard let answer else {
            let problem = RequestObject.wrong("nothing was chosen", "answer", "choose an answer")
            return try await page(id, visit, failure: problem, typed: typed)
        }
        let new = NewDecision(
            caseID: id,
            agent: access.user.id,
            answer: answer,
            reason: form["reason"],
            requestsReview: form["request_review"] != nil
        )
        let last: Int64
        do {
            last =
                try await work.decide(
                    new,
                    seen: form["suggestion"].flatMap { Int64($0) },
                    try console.view(visit),
                    by: access
                )
                .decision.caseNumber
        } catch {
            // What was typed is not lost where the agent can still do something about it.
            guard let problem = Problem(error), [.unprocessableContent, .conflict].contains(problem.status),
                problem.code != "not_open", problem.code != "wrong_state"
            else { throw error }
            return try await page(id, visit, failure: problem, typed: typed)
        }
        let done = "?done=case_\(answer.rawValue)&of=\(CasePage.escaped(id))"
        guard let next = try await work.next(for: access.user, after: last, by: access) else {
            return .redirect("/cases" + done)
        }
        return .redirect(CasePage.path(next) + done)
    }

    private func done(_ visit: Visit) -> Notice? { console.done(visit) }
}

extension Console {
    /// What was done on the page before, as the path says it: only what there are words for.
    func done(_ visit: Visit) -> Notice? {
        guard let done = visit.query["done"], visit.words.ifAny("done_\(done)") != nil else { return nil }
        return Notice(text: visit.words("done_\(done)", visit.query["of"] ?? ""), isError: false)
    }
}
