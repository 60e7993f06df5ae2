import EvaCorpus
import EvaStandards
import EvaStore
import Hummingbird

/// The pages of the written clauses: what is in force, and drafts that are checked, tried on history and published.
struct StandardPages {
    let console: Console

    private var services: Services { console.services }

    func add(to routes: inout RouteTable) {
        console.show(.standardsPage, on: &routes, list)
        console.submit(.newDraft, on: &routes, begin)
        console.show(.draftPage, on: &routes) { visit, context in
            try await page(try number(context), visit)
        }
        console.submit(.changeDraft, on: &routes, change)
    }

    @Sendable private func list(_ visit: Visit, _ context: ServerContext) async throws -> Reply {
        let schema = services.desk.serving.advisor.bundle.schema
        let (settings, names) = try await services.store.read { reader in
            (
                try reader.settings(.standards),
                Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) })
            )
        }
        let canEdit = try visit.user().user.roles.contains(.curator)
        let model = StandardsPage(settings, names: names, schema: schema, canEdit: canEdit, words: visit.words)
        return .page(Page("standards", visit.words["nav_standards"], model, notice: console.done(visit)))
    }

    /// Begins a draft with what is in force.
    @Sendable private func begin(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let schema = services.desk.serving.advisor.bundle.schema
        let draft = try await services.store.write(as: try visit.user().actor) { transaction in
            let body = try transaction.reader.inForce(.standards)?.body ?? "corpus: \(schema.corpus)\nstandards: []\n"
            return try transaction.saveDraft(.standards, body: body, note: "")
        }
        return .redirect("/standards/drafts/\(draft.id)")
    }

    private enum Action: String {
        case save, check, test, publish, discard
    }

    /// Saves what was typed, whatever else is asked for, so that nothing is lost.
    @Sendable private func change(_ visit: Visit, _ form: FormBody, _ context: ServerContext) async throws -> Reply {
        let (id, access) = (try number(context), try visit.user())
        let action = try form.choice("action", of: Action.self)
        if action == .discard {
            try await services.store.write(as: access.actor) { try $0.discardDraft(id) }
            return .redirect("/standards?done=discarded")
        }
        let (body, note) = (form.exact("body") ?? "", form["note"] ?? "")
        let draft = try await services.store.write(as: access.actor) { transaction in
            let draft = try Self.draft(id, transaction.reader)
            guard draft.body != body || draft.note != note else { return draft }
            return try transaction.saveDraft(id, body: body, note: note)
        }
        switch action {
        case .save, .discard:
            return .redirect("/standards/drafts/\(id)?done=saved")
        case .check, .test:
            return try await page(id, visit, trial: action == .test ? try await trial(of: draft) : nil, isChecked: true)
        case .publish:
            let check = DraftCheck(draft.body, schema: services.desk.serving.advisor.bundle.schema)
            guard check.canPublish else { return try await page(id, visit, isChecked: true, status: 422) }
            guard !note.isEmpty else {
                let problem = RequestObject.wrong("say what was changed and why", "note", "write a note")
                return try await page(id, visit, isChecked: true, failure: problem, status: 422)
            }
            _ = try await services.store.write(as: access.actor) { try $0.publish(id) }
            try await services.desk.refresh()
            return .redirect("/standards?done=published")
        }
    }

    private func page(
        _ id: Int64,
        _ visit: Visit,
        trial: CatalogueTry.Result? = nil,
        isChecked: Bool = false,
        failure: Problem? = nil,
        status: Int = 200
    ) async throws -> Reply {
        let (draft, current) = try await services.store.read { (try Self.draft(id, $0), try $0.inForce(.standards)) }
        let schema = services.desk.serving.advisor.bundle.schema
        let model = DraftPage(
            draft,
            check: isChecked ? DraftCheck(draft.body, schema: schema) : nil,
            inForce: isChecked ? current.map { DraftCheck($0.body, schema: schema) } : nil,
            trial: trial,
            words: visit.words
        )
        let notice = failure.map { Notice(text: visit.words["note_missing"] + " " + $0.cure, isError: true) }
        return .page(
            Page(
                "draft",
                visit.words("draft_title", "\(id)"),
                model,
                status: status,
                notice: notice ?? console.done(visit)
            )
        )
    }

    private static func draft(_ id: Int64, _ reader: StoreReader) throws -> StoredSetting {
        let setting = try reader.setting(id)
        guard setting.kind == .standards, setting.published == nil else {
            throw StoreError(.notFound, "there is no such draft", place: "draft", cure: "see the list of drafts")
        }
        return setting
    }

    private func number(_ context: ServerContext) throws -> Int64 {
        guard let id = Int64(try context.parameter("id")) else {
            throw StoreError(.notFound, "there is no such draft", place: "draft", cure: "see the list of drafts")
        }
        return id
    }

    /// Replays the draft on the newest labelled cases, on a thread that no request waits for.
    private func trial(of draft: StoredSetting) async throws -> CatalogueTry.Result? {
        let serving = services.desk.serving
        let schema = serving.advisor.bundle.schema
        guard let new = try? StandardCatalogue(yaml: draft.body, file: "draft", schema: schema) else { return nil }
        let cases = try await services.store.read { try $0.labelled(newest: CatalogueTry.most) }
        return try await CatalogueTry(new: new, serving: serving).run(on: cases)
    }
}
