import EvaStore
import Hummingbird

/// The review queue: look, claim, give back.
struct QueueRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.queue, list)
        routes.on(.claimNext) { request, context in
            try await change(request, context) { transaction, reviewer in
                guard let held = try transaction.claimNext(for: reviewer) else {
                    return StoredAnswer(status: 204, body: [])
                }
                return StoredAnswer(try StoreJSON(transaction.reader).held(held))
            }
        }
        routes.on(.claim) { request, context in
            let id = try context.parameter("id")
            return try await change(request, context) { transaction, reviewer in
                StoredAnswer(try StoreJSON(transaction.reader).held(try transaction.claim(id, for: reviewer)))
            }
        }
        routes.on(.release) { request, context in
            let id = try context.parameter("id")
            return try await change(request, context) { transaction, reviewer in
                try transaction.release(id, by: reviewer)
                return StoredAnswer(status: 204, body: [])
            }
        }
    }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let limit = Int(try Query(request, "limit").count("limit", usual: 100, 1...1000))
        return Response(
            try await services.store.read { reader in
                let (length, json) = (try reader.queueLength(), try StoreJSON(reader))
                return .keys([
                    "waiting": .integer(Int64(length.waiting)), "held": .integer(Int64(length.held)),
                    "queue": .array(try reader.queue(limit: limit).map(json.item)),
                ])
            }
        )
    }

    private func change(
        _ request: Request,
        _ context: ServerContext,
        _ change: @escaping @Sendable (StoreTransaction, Int64) throws -> StoredAnswer
    ) async throws -> Response {
        _ = try Query(request)
        let body = try await request.bytes(most: 1024)
        let reviewer = try context.user().user.id
        return try await services.change(request, context, body: body) { try change($0, reviewer) }.response
    }
}
