import EvaCorpus
import EvaDecisions
import EvaStore
import HTTPTypes
import Hummingbird

/// Suggestions: for one case, for many, and those that were served.
struct SuggestionRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.suggest, suggest)
        routes.on(.suggestBatch, batch)
        routes.on(.readSuggestion, read)
    }

    /// The values of `reasons`.
    private enum Reasons: String, CaseIterable {
        case full
        case omitted = "none"
    }

    /// How much is said of a case.
    private enum Depth {
        case full
        case withoutChanges
        case decision
    }

    @Sendable private func suggest(_ request: Request, _ context: ServerContext) async throws -> Response {
        let query = try suggestQuery(request)
        _ = try BodyKind(request.headers, linesAllowed: false)
        let body = try await request.bytes(most: services.options.maxBodyBytes)
        let serving = services.desk.serving
        let isHidden = try query.flag("decide_first")
        if try dryRun(query) {
            guard !isHidden else {
                let detail = "decide_first: what is not stored cannot be shown later"
                throw Problem(.badRequest, "query", detail, cure: "leave out dry_run or decide_first")
            }
            return Response(try score(body, 1, try depth(query), serving))
        }
        let intake = try await intake(query, context)
        let (facts, suggestion) = try serving.suggest(body, changes: try depth(query) == .full)
        let prepared = PreparedSuggestion(facts, suggestion, by: serving, isShown: !isHidden)
        let (answer, response) = try await services.change(request, context, body: body) { transaction in
            let stored = try intake.store(prepared, transaction)
            guard isHidden else {
                return StoredAnswer(.raw(SuggestionJSON.text(prepared.new.json, id: stored.id)))
            }
            return StoredAnswer(
                .keys(["suggestion_id": .integer(stored.id), "case_id": .string(prepared.id)]),
                status: 202
            )
        }
        if !answer.isRepeated { count([prepared]) }
        return response
    }

    /// Whether a request is for a decision that is not stored: nothing that such a one takes has to wait.
    func asksForDecisionAlone(_ request: Request) throws -> Bool {
        let query = try suggestQuery(request)
        return try dryRun(query) && depth(query) == .decision && !query.flag("decide_first")
    }

    /// The answer to a request for a decision alone.
    func decideAtOnce(_ headers: HTTPFields, _ body: [UInt8]) throws -> JSONText {
        _ = try BodyKind(headers, linesAllowed: false)
        return try score(body, 1, .decision, services.desk.serving)
    }

    private func suggestQuery(_ request: Request) throws(Problem) -> Query {
        try Query(request, "dry_run", "reasons", "changes", "agent", "decide_first")
    }

    @Sendable private func batch(_ request: Request, _ context: ServerContext) async throws -> Response {
        let query = try Query(request, "dry_run", "reasons", "changes", "agent")
        let kind = try BodyKind(request.headers, linesAllowed: true)
        let body = try await request.bytes(most: services.options.maxBatchBytes)
        let list = try CaseList(body, kind, most: services.options.maxBatch)
        let serving = services.desk.serving
        if try dryRun(query) {
            let depth = try depth(query)
            let items = try await work(list) { try score($0.bytes, $0.line, depth, serving) }
            return Response(json: try BatchAnswer(items) { $0 }.stored.body)
        }
        let intake = try await intake(query, context)
        let seeksChanges = try depth(query) == .full
        let items = try await work(list) { item in
            let (facts, suggestion) = try serving.suggest(item.bytes, line: item.line, changes: seeksChanges)
            return PreparedSuggestion(facts, suggestion, by: serving)
        }
        let (answer, response) = try await services.change(request, context, body: body) { transaction in
            try BatchAnswer(items) { prepared in
                let stored = try intake.store(prepared, transaction)
                return .raw(SuggestionJSON.text(prepared.new.json, id: stored.id))
            }
            .stored
        }
        if !answer.isRepeated { count(items.compactMap { try? $0.result.get() }) }
        return response
    }

    @Sendable private func read(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try Query(request)
        let view = try services.view(context)
        guard let id = Int64(try context.parameter("id")) else { throw Self.missing }
        let found = try await services.store.read { reader in
            let suggestion = try reader.suggestion(id)
            let stored = try reader.case(number: suggestion.caseNumber)
            guard view.shows(stored), !view.isBlind(stored, try reader.queueItem(of: stored)) else {
                throw Self.missing
            }
            return suggestion
        }
        guard let json = found.json else {
            throw Problem(
                .gone,
                "purged",
                "the suggestion was removed with its case's personal fields",
                cure: "nothing"
            )
        }
        // Whoever may decide has seen it now.
        if found.shown == nil, view.user.roles.contains(.agent) {
            try await services.store.write(as: try context.user().actor) { try $0.show(id) }
        }
        return Response(.raw(SuggestionJSON.text(json, id: id)))
    }

    /// A suggestion that is not stored.
    private func score(
        _ json: [UInt8],
        _ line: Int,
        _ depth: Depth,
        _ serving: Serving
    ) throws -> JSONText {
        switch depth {
        case .full, .withoutChanges:
            let suggestion = try serving.suggest(json, line: line, changes: depth == .full).suggestion
            return suggestion.json
        case .decision:
            let (id, decision) = try serving.decide(json, line: line)
            return .decision(id, decision, serving.advisor.identity)
        }
    }

    /// Reads or scores item by item, and lets others have a turn between.
    private func work<Value: Sendable>(
        _ list: CaseList,
        _ body: (CaseList.Item) throws -> Value
    ) async throws -> [BatchItem<Value>] {
        var items: [BatchItem<Value>] = []
        for item in list.items {
            items.append(BatchItem { try body(item) })
            if items.count.isMultiple(of: 64) {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
        return items
    }

    private func intake(_ query: Query, _ context: ServerContext) async throws -> CaseIntake {
        guard try depth(query) != .decision else {
            let detail = "reasons: only what is not stored can do without"
            throw Problem(.badRequest, "query", detail, cure: "add dry_run=true or leave it out")
        }
        let user = try context.user().user
        let usual = user.roles.contains(.agent) ? user.id : nil
        return CaseIntake(
            view: try services.view(context),
            agent: try await services.agent(query, context, usual: usual)
        )
    }

    private func dryRun(_ query: Query) throws -> Bool { try query.flag("dry_run") }

    private func depth(_ query: Query) throws -> Depth {
        let changes = try query.flag("changes", usual: true)
        if try query.choice("reasons", of: Reasons.self) == .omitted { return .decision }
        return changes ? .full : .withoutChanges
    }

    private func count(_ served: [PreparedSuggestion]) {
        for one in served {
            services.metrics.suggested(one.new.answer, segment: one.facts.segment, model: one.new.model)
        }
    }

    private static let missing = StoreError(
        .notFound,
        "there is no such suggestion",
        place: "suggestion",
        cure: "check the number"
    )
}

extension JSONText {
    /// A decision without reasons, with the keys that a suggestion has.
    static func decision(_ id: String?, _ decision: Decision, _ model: ModelIdentity) -> JSONText {
        .keys([
            "case_id": .optional(id), "suggestion": .string(decision.answer.rawValue),
            "review_cause": .optional(decision.reviewCause?.rawValue), "confidence": .number(decision.confidence),
            "probability": .number(decision.probability), "score": .number(decision.score),
            "model": model.json,
        ])
    }
}
