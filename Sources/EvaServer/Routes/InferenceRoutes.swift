import EvaCorpus
import EvaDecisions
import Hummingbird

/// The Open Inference Protocol, version 2; nothing that comes this way is stored.
struct InferenceRoutes {
    let services: Services
    let readiness: Readiness

    func add(to routes: inout RouteTable) {
        routes.on(.server) { _, _ in
            Response(
                .keys(["name": .string("eva"), "version": .string(services.options.version), "extensions": .array([])])
            )
        }
        routes.on(.serverLive) { _, _ in Response(.keys(["live": .bool(true)])) }
        routes.on(.serverReady) { _, _ in
            try await readiness.check(services.store)
            return Response(.keys(["ready": .bool(true)]))
        }
        for endpoint in [Endpoint.model, .modelVersion] {
            routes.on(endpoint) { _, context in Response(Self.metadata(try serving(context))) }
        }
        for endpoint in [Endpoint.modelReady, .modelVersionReady] {
            routes.on(endpoint) { _, context in
                let name = try serving(context).advisor.identity.name
                return Response(.keys(["name": .string(name), "ready": .bool(true)]))
            }
        }
        for endpoint in [Endpoint.infer, .inferVersion] { routes.on(endpoint, infer) }
    }

    /// What serves, if it is what the path names.
    private func serving(_ context: ServerContext) throws -> Serving {
        let serving = services.desk.serving
        let identity = serving.advisor.identity
        let version = try context.parameters.has("version") ? context.parameter("version") : identity.version
        guard try context.parameter("model") == identity.name, version == identity.version else {
            throw Problem(.notFound, "not_found", "this server serves no such model", cure: "see /v1/models")
        }
        return serving
    }

    private static func metadata(_ serving: Serving) -> JSONText {
        let identity = serving.advisor.identity
        return .keys([
            "name": .string(identity.name), "versions": .array([.string(identity.version)]),
            "platform": .string("eva"),
            "inputs": .array(InferenceTensor.inputs(of: serving.advisor.bundle.schema).map(\.json)),
            "outputs": .array(InferenceTensor.outputs.map(\.json)),
        ])
    }

    @Sendable private func infer(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try Query(request)
        _ = try BodyKind(request.headers, linesAllowed: false)
        let serving = try serving(context)
        let body = try await request.bytes(most: services.options.maxBatchBytes)
        let inference = try InferenceRequest(
            try JSONValue(body),
            schema: serving.advisor.bundle.schema,
            most: services.options.maxBatch
        )
        let names = inference.outputs ?? InferenceTensor.outputs.map(\.name)
        var columns = [[JSONText]](repeating: [], count: names.count)
        for (index, json) in inference.cases.enumerated() {
            if index.isMultiple(of: 64) { await Task.yield() }
            let values = try Self.outputs(json, index, serving, wantsReasons: names.contains("reasons"))
            for (column, name) in names.enumerated() { columns[column].append(values[name] ?? .null) }
        }
        let identity = serving.advisor.identity
        let outputs = zip(names, columns)
            .map { name, data in
                let datatype = InferenceTensor.outputs.first { $0.name == name }?.datatype ?? ""
                return JSONText.keys([
                    "name": .string(name), "datatype": .string(datatype),
                    "shape": .array([.integer(Int64(data.count))]), "data": .array(data),
                ])
            }
        var pairs: [(key: String, value: JSONText)] = [
            ("model_name", .string(identity.name)), ("model_version", .string(identity.version)),
        ]
        if let id = inference.id { pairs.append(("id", .string(id))) }
        return Response(.object(pairs + [("outputs", .array(outputs))]))
    }

    private static func outputs(
        _ json: [UInt8],
        _ index: Int,
        _ serving: Serving,
        wantsReasons: Bool
    ) throws -> [String: JSONText] {
        do {
            if wantsReasons {
                let suggestion = try serving.suggest(json).suggestion
                return [
                    "suggestion": .string(suggestion.answer.rawValue), "probability": .number(suggestion.probability),
                    "confidence": .number(suggestion.confidence), "score": .number(suggestion.score),
                    "reasons": .string(JSONText.array(suggestion.reasons.map(\.json)).text),
                ]
            }
            let decision = try serving.decide(json).decision
            return [
                "suggestion": .string(decision.answer.rawValue), "probability": .number(decision.probability),
                "confidence": .number(decision.confidence), "score": .number(decision.score),
            ]
        } catch {
            guard var problem = Problem(error) else { throw error }
            // The place in the case's own JSON says nothing to whoever sent columns.
            problem.detail = "case \(index): \(problem.detail)"
            problem.path = "$.inputs"
            (problem.line, problem.column) = (nil, nil)
            throw problem
        }
    }
}
