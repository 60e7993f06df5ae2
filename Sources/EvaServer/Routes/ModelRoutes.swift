import EvaBundle
import EvaCorpus
import Hummingbird

/// The model that serves, its versions, and which of them serves.
struct ModelRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.models) { request, _ in
            _ = try Query(request)
            return Response(.keys(["models": .array([try json()])]))
        }
        routes.on(.promote) { request, context in
            _ = try Query(request)
            _ = try BodyKind(request.headers, linesAllowed: false)
            let body = try await request.bytes(most: services.options.maxBodyBytes)
            let members = try RequestObject(try JSONValue(body), allowed: ["version"])
            let version = try members.required("version", try members.integer("version"))
            let name = try context.parameter("name")
            // The same version twice is the same state: a repetition does no harm, with or without a key.
            try await services.desk.promote(name, version: version, by: try context.user())
            return Response(try json())
        }
    }

    private func json() throws -> JSONText {
        let serving = services.desk.serving
        let (identity, info) = (serving.advisor.identity, serving.advisor.bundle.info)
        let versions = try services.desk.repository.map { try $0.repository.model($0.name).versions } ?? []
        return .keys([
            "name": .string(identity.name), "versions": .array(versions.map { .integer(Int64($0)) }),
            "serving": .keys([
                "version": .string(identity.version), "hash": .string(identity.hash),
                "learner": .string(info.learner), "simulated": .bool(info.simulated),
                "trained_on": .keys([
                    "cases": .integer(Int64(info.training.cases)), "since": .string(info.training.firstTime),
                    "until": .string(info.training.lastTime),
                ]),
                "measured": .keys([
                    "cases": .integer(Int64(info.measured.cases)), "accuracy": .number(info.measured.accuracy),
                    "log_loss": .number(info.measured.logLoss), "ece": .number(info.measured.ece),
                ]),
            ]),
        ])
    }
}
