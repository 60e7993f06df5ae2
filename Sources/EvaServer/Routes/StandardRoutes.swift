import EvaCorpus
import EvaStandards
import Hummingbird

/// The written clauses in force.
struct StandardRoutes {
    let services: Services

    func add(to routes: inout RouteTable) {
        routes.on(.standards) { request, _ in
            _ = try Query(request)
            let serving = services.desk.serving
            guard let setting = serving.settings[.standards] else {
                return Response(.keys(["hash": .null, "since": .null, "yaml": .null, "standards": .array([])]))
            }
            let catalogue = try StandardCatalogue(yaml: setting.body, schema: serving.advisor.bundle.schema)
            return Response(
                .keys([
                    "hash": .string(setting.hash), "since": .optional(setting.published?.description),
                    "yaml": .string(setting.body), "standards": .array(catalogue.standards.map(Self.json)),
                ])
            )
        }
    }

    private static func json(_ standard: Standard) -> JSONText {
        .keys([
            "id": .string(standard.id), "version": .integer(Int64(standard.version)),
            "title": titles(standard.title), "text": titles(standard.text),
            "evidence": .array(standard.evidence.map { .string($0) }), "effect": .string(standard.effect.rawValue),
            "valid_from": .optional(standard.validFrom?.description),
            "valid_to": .optional(standard.validTo?.description),
        ])
    }

    private static func titles(_ titles: Titles) -> JSONText {
        .keys(["en": .string(titles.en), "zh": .string(titles.zh)])
    }
}
