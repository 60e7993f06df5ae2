import EvaDecisions
import EvaStore

/// All that the store knows of a case and the user may see.
struct CaseFile: Sendable {
    let stored: StoredCase
    /// Its latest suggestion; `nil` while a blind review keeps it from the user.
    let suggestion: StoredSuggestion?
    /// What was decided on it.
    let decisions: [StoredDecision]
    let review: StoredReview?
    /// Whether a blind review keeps suggestion and decisions from the user.
    let isBlind: Bool
    /// Names of users by number.
    let names: [Int64: String]

    init(_ id: String, _ view: CaseView, _ reader: StoreReader) throws {
        stored = try view.find(id, reader)
        isBlind = view.isBlind(stored, try reader.queueItem(of: stored))
        suggestion = isBlind ? nil : try reader.latestSuggestion(for: stored)
        decisions = isBlind ? [] : try reader.decisions(on: stored)
        review = try reader.review(of: stored)
        names = Dictionary(uniqueKeysWithValues: try reader.users().map { ($0.id, $0.name) })
    }

    /// What an agent said before the suggestion was seen.
    var commitment: StoredDecision? { decisions.first { !$0.isFinal } }
}

/// What an agent does with cases: see them with a suggestion, add evidence, decide.
struct CaseWork: Sendable {
    let services: Services

    /// Whether the user may decide the case as it is now.
    func mayDecide(_ file: CaseFile, _ view: CaseView) -> Bool {
        view.user.roles.contains(.agent) && file.stored.status == .open
            && (file.stored.agent == nil || file.stored.agent == view.user.id)
    }

    /// Whether the suggestion stays hidden until the agent has committed.
    func hides(_ file: CaseFile) -> Bool {
        services.options.decideFirst && file.commitment == nil && file.suggestion?.shown == nil
    }

    /// The case as an agent who may decide it is to see it: with a suggestion by what serves now, noted as seen unless
    /// it is hidden; anybody else sees what there is.
    func open(_ id: String, _ view: CaseView, by access: Access) async throws -> CaseFile {
        let file = try await services.store.read { try CaseFile(id, view, $0) }
        guard mayDecide(file, view), let fields = file.stored.fields else { return file }
        let serving = services.desk.serving
        let isHidden = hides(file)
        if let suggestion = file.suggestion, isCurrent(suggestion, serving) {
            if isHidden || suggestion.shown != nil { return file }
            return try await services.store.write(as: access.actor) { transaction in
                try transaction.show(suggestion.id)
                return try CaseFile(id, view, transaction.reader)
            }
        }
        let (facts, suggestion) = try serving.suggest(Array(fields.utf8))
        let served = PreparedSuggestion(facts, suggestion, by: serving, isShown: !isHidden).new
        let opened = try await services.store.write(as: access.actor) { transaction in
            // Somebody else may have been here meanwhile.
            let stored = try view.find(id, transaction.reader)
            if stored.status == .open, stored.fields == fields { _ = try transaction.serve(served, for: id) }
            return try CaseFile(id, view, transaction.reader)
        }
        services.metrics.suggested(served.answer, segment: file.stored.segment, model: served.model)
        return opened
    }

    private func isCurrent(_ suggestion: StoredSuggestion, _ serving: Serving) -> Bool {
        suggestion.model.hash == serving.advisor.identity.hash
            && suggestion.settings == serving.settings.hashes
    }

    /// Gives the case further evidence; the next look at it makes a suggestion anew.
    func add(_ added: EvidenceAdded, to id: String, _ view: CaseView, by access: Access) async throws {
        guard !added.isEmpty else { return }
        let file = try await services.store.read { try CaseFile(id, view, $0) }
        guard mayDecide(file, view), let fields = file.stored.fields else { throw Self.notYours }
        let serving = services.desk.serving
        let json = try serving.adding(added, to: Array(fields.utf8))
        let (facts, suggestion) = try serving.suggest(json)
        let served = PreparedSuggestion(facts, suggestion, by: serving, isShown: !hides(file)).new
        try await services.store.write(as: access.actor) { transaction in
            guard try view.find(id, transaction.reader).fields == fields else { throw Self.changed }
            _ = try transaction.amend(id, fields: facts.fields, amount: facts.amount, segment: facts.segment)
            _ = try transaction.serve(served, for: id)
        }
        services.metrics.suggested(served.answer, segment: facts.segment, model: served.model)
    }

    /// Notes what the agent would do without having seen the suggestion.
    func commit(_ new: NewDecision, _ view: CaseView, by access: Access) async throws {
        try await services.store.write(as: access.actor) { transaction in
            guard mayDecide(try CaseFile(new.caseID, view, transaction.reader), view) else { throw Self.notYours }
            _ = try transaction.commit(new)
            let stored = try transaction.reader.case(new.caseID)
            if stored.agent == nil { try transaction.assign(new.caseID, to: new.agent) }
        }
    }

    /// Stores the agent's decision; `seen` is the suggestion that the page showed, if it showed one.
    func decide(
        _ new: NewDecision,
        seen: Int64?,
        _ view: CaseView,
        by access: Access
    ) async throws -> DecisionOutcome {
        let outcome = try await services.store.write(as: access.actor) { transaction in
            let file = try CaseFile(new.caseID, view, transaction.reader)
            guard mayDecide(file, view) else { throw Self.notYours }
            guard !hides(file) else { throw Self.notCommitted }
            guard file.suggestion?.id == seen else { throw Self.changed }
            return try transaction.decide(new)
        }
        services.metrics.decided(outcome)
        return outcome
    }

    /// The case that the agent works on next: the next of their own, or else the oldest that is nobody's, or else the
    /// first of their own again.
    ///
    /// `last` is the number of the case before; so a case that waits for something is passed over.
    func next(for user: User, after last: Int64 = 0, by access: Access) async throws -> String? {
        try await services.store.write(as: access.actor) { transaction in
            var own = CaseFilter(status: .open, agent: user.id)
            own.limit = 1
            own.after = last
            if let later = try transaction.reader.cases(own).first { return later.id }
            if let taken = try transaction.takeNext(for: user.id) { return taken.id }
            own.after = 0
            return try transaction.reader.cases(own).first?.id
        }
    }

    static let notYours = Problem(
        .conflict,
        "not_open",
        "the case is not open, or not yours",
        cure: "go back to the list"
    )
    static let changed = Problem(
        .conflict,
        "changed",
        "the case or its suggestion has changed meanwhile",
        cure: "look at it again"
    )
    static let notCommitted = Problem(
        .conflict,
        "not_committed",
        "the suggestion was not seen yet",
        cure: "say first what you would do"
    )
}
