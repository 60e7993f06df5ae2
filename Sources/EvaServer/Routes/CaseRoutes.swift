import EvaCorpus
import EvaStore
import Hummingbird

/// Cases: open, list, read.
struct CaseRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.openCases, open)
        routes.on(.listCases, list)
        routes.on(.readCase, read)
    }

    @Sendable private func open(_ request: Request, _ context: ServerContext) async throws -> Response {
        let query = try Query(request, "agent")
        let kind = try BodyKind(request.headers, linesAllowed: true)
        let body = try await request.bytes(most: services.options.maxBatchBytes)
        let list = try CaseList(body, kind, most: services.options.maxBatch)
        let intake = CaseIntake(
            view: try services.view(context),
            agent: try await services.agent(query, context, usual: nil)
        )
        let serving = services.desk.serving
        let isOne = kind == .json && list.items.count == 1 && body.first { $0 > 32 } != UInt8(ascii: "[")
        if isOne {
            let facts = try serving.read(body)
            return
                try await services.change(request, context, body: body) { transaction in
                    let stored = try intake.open(facts, transaction)
                    let json = try StoreJSON(transaction.reader)
                    return StoredAnswer(.object(json.summary(stored)), status: 201)
                }
                .response
        }
        let items = list.items.map { item in BatchItem { try serving.read(item.bytes, line: item.line) } }
        return
            try await services.change(request, context, body: body) { transaction in
                try BatchAnswer(items) { facts in
                    .keys(["case_id": .string(try intake.open(facts, transaction).id)])
                }
                .stored
            }
            .response
    }

    @Sendable private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let query = try Query(request, "status", "after", "limit")
        let view = try services.view(context)
        var filter = view.filter(status: try query.choice("status", of: CaseStatus.self) ?? .open)
        filter.after = try query.count("after", usual: 0, 0...Int64.max)
        filter.limit = Int(try query.count("limit", usual: 100, 1...1000))
        let wanted = filter
        let json = try await services.store.read { reader in
            let (stored, json) = (try reader.cases(wanted), try StoreJSON(reader))
            let next = stored.count == wanted.limit ? stored.last.map { JSONText.integer($0.number) } : nil
            return JSONText.keys([
                "cases": .array(stored.map { .object(json.summary($0)) }), "next": next ?? .null,
            ])
        }
        return Response(json)
    }

    @Sendable private func read(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try Query(request)
        let (id, view) = (try context.parameter("id"), try services.view(context))
        return Response(
            try await services.store.read { reader in
                try StoreJSON(reader).detail(try view.find(id, reader), view, reader)
            }
        )
    }
}
