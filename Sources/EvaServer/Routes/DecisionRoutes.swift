import EvaDecisions
import EvaStore
import Hummingbird
import Synchronization

/// What people decide: agents, and reviewers with the final word.
struct DecisionRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.decide, decide)
        routes.on(.review, review)
    }

    @Sendable private func decide(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (body, members) = try await read(
            request,
            "decision",
            "reason",
            "request_review",
            "before_suggestion"
        )
        let (id, view) = (try context.parameter("id"), try services.view(context))
        let new = NewDecision(
            caseID: id,
            agent: view.user.id,
            answer: try members.choice("decision", among: Answer.allCases),
            reason: try members.text("reason"),
            requestsReview: try members.flag("request_review")
        )
        if try members.flag("before_suggestion") {
            return try await commit(new, view, request, context, body)
        }
        // The change may run twice; its last outcome is what holds.
        let made = Mutex<DecisionOutcome?>(nil)
        let (answer, response) = try await services.change(request, context, body: body) { transaction in
            _ = try view.find(id, transaction.reader)
            let outcome = try transaction.decide(new)
            made.withLock { $0 = outcome }
            return StoredAnswer(
                .keys([
                    "case_id": .string(id), "decision": .string(new.answer.rawValue),
                    "status": .string(outcome.status.rawValue),
                    "suggestion_seen": .bool(outcome.decision.hasSeen),
                ])
            )
        }
        if !answer.isRepeated, let outcome = made.withLock({ $0 }) { services.metrics.decided(outcome) }
        return response
    }

    /// Notes what the agent thinks before seeing the suggestion; the case stays open, and the suggestion can then be read.
    private func commit(
        _ new: NewDecision,
        _ view: CaseView,
        _ request: Request,
        _ context: ServerContext,
        _ body: [UInt8]
    ) async throws -> Response {
        guard !new.requestsReview else {
            throw RequestObject.wrong("this comes with the decision", "$.request_review", "leave it out")
        }
        return
            try await services.change(request, context, body: body) { transaction in
                let stored = try view.find(new.caseID, transaction.reader)
                _ = try transaction.commit(new)
                return StoredAnswer(
                    .keys([
                        "case_id": .string(new.caseID), "decision": .string(new.answer.rawValue),
                        "status": .string(stored.status.rawValue), "suggestion_seen": .bool(false),
                    ])
                )
            }
            .response
    }

    @Sendable private func review(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (body, members) = try await read(request, "decision", "note")
        let new = NewReview(
            caseID: try context.parameter("id"),
            reviewer: try context.user().user.id,
            answer: try members.choice("decision", among: [Answer.pay, .deny]),
            note: try members.text("note")
        )
        return
            try await services.change(request, context, body: body) { transaction in
                let review = try transaction.settle(new)
                return StoredAnswer(
                    .keys([
                        "case_id": .string(new.caseID), "decision": .string(review.answer.rawValue),
                        "status": .string(CaseStatus.settled.rawValue),
                    ])
                )
            }
            .response
    }

    private func read(_ request: Request, _ allowed: String...) async throws -> ([UInt8], RequestObject) {
        _ = try Query(request)
        _ = try BodyKind(request.headers, linesAllowed: false)
        let body = try await request.bytes(most: services.options.maxBodyBytes)
        return (body, try RequestObject(try JSONValue(body), allowed: allowed))
    }
}
