import EvaDecisions
import EvaStore
import Hummingbird

/// The reviewer's pages: the queue, and a case with both sides' view of it.
struct QueuePages {
    let console: Console

    private var services: Services { console.services }

    func add(to routes: inout RouteTable) {
        console.show(.queuePage, on: &routes, list)
        console.show(.reviewPage, on: &routes) { visit, context in
            try await page(try context.parameter("id"), visit)
        }
        console.submit(.nextReview, on: &routes) { visit, _, _ in try await next(visit, done: "") }
        console.submit(.takeReview, on: &routes) { visit, _, context in
            let (id, access) = (try context.parameter("id"), try visit.user())
            _ = try await services.store.write(as: access.actor) { try $0.claim(id, for: access.user.id) }
            return .redirect(ReviewPage.path(id))
        }
        console.submit(.releaseReview, on: &routes) { visit, _, context in
            let (id, access) = (try context.parameter("id"), try visit.user())
            try await services.store.write(as: access.actor) { try $0.release(id, by: access.user.id) }
            return .redirect("/queue?done=released&of=\(CasePage.escaped(id))")
        }
        console.submit(.settleReview, on: &routes, settle)
    }

    @Sendable private func list(_ visit: Visit, _ context: ServerContext) async throws -> Reply {
        let user = try visit.user().user
        let currency = services.desk.serving.advisor.bundle.schema.amount?.currency
        let words = visit.words
        let model = try await services.store.read { reader in
            QueuePage(
                try reader.queue(limit: QueuePage.length),
                length: try reader.queueLength(),
                user: user,
                names: Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) }),
                now: reader.now,
                currency: currency,
                words: words
            )
        }
        return .page(Page("queue", words["nav_queue"], model, notice: console.done(visit)))
    }

    private func page(_ id: String, _ visit: Visit, failure: Problem? = nil, note: String? = nil) async throws -> Reply
    {
        let access = try visit.user()
        let (held, names) = try await services.store.read { reader in
            (
                try reader.held(by: access.user.id).first { $0.item.caseID == id },
                Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) })
            )
        }
        guard let held else {
            throw Problem(.conflict, "not_held", "you do not hold this case", cure: "take it from the queue")
        }
        let model = try ReviewPage(held, services.desk.serving, names: names, note: note, words: visit.words)
        let notice = failure.map {
            Notice(text: visit.words.ifAny("problem_\($0.code)") ?? $0.detail, isError: true)
        }
        return .page(
            Page(
                "review",
                visit.words("review_title", id),
                model,
                status: failure?.status.code ?? 200,
                notice: notice ?? console.done(visit)
            )
        )
    }

    /// The final word, and the next case.
    @Sendable private func settle(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, access) = (try context.parameter("id"), try visit.user())
        guard let answer = form["answer"].flatMap(Answer.init(rawValue:)), answer != .review else {
            let problem = RequestObject.wrong("nothing was chosen", "answer", "choose pay or deny")
            return try await page(id, visit, failure: problem, note: form["note"])
        }
        let new = NewReview(caseID: id, reviewer: access.user.id, answer: answer, note: form["note"])
        _ = try await services.store.write(as: access.actor) { try $0.settle(new) }
        return try await next(visit, done: "?done=settled_\(answer.rawValue)&of=\(CasePage.escaped(id))")
    }

    /// The next case of the queue, or the queue when there is none.
    private func next(_ visit: Visit, done: String) async throws -> Reply {
        let access = try visit.user()
        let held = try await services.store.write(as: access.actor) { transaction in
            try transaction.reader.held(by: access.user.id).first ?? transaction.claimNext(for: access.user.id)
        }
        guard let held else { return .redirect("/queue" + (done.isEmpty ? "?done=queue_empty" : done)) }
        return .redirect(ReviewPage.path(held.item.caseID) + done)
    }
}
