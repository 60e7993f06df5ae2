import ArgumentParser
import EvaCorpus
import EvaDecisions
import EvaStandards

/// Files that people decide by, besides the model.
struct GuidanceArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("What errors and reviews cost: each case gets the cheapest answer.", valueName: "file"),
        completion: .file()
    )
    var costs: String?

    @Option(
        help: ArgumentHelp("Written clauses to follow, as standards.yaml; without, none apply.", valueName: "file"),
        completion: .file()
    )
    var standards: String?

    /// Reads the files and checks them against the schema.
    func read(schema: Schema) throws -> Guidance {
        var guidance = Guidance()
        guidance.costs = try costs.map { try CostTable.load(path: $0, schema: schema) }
        guidance.standards = try standards.map {
            ClauseReview(try StandardCatalogue.load(path: $0, schema: schema), schema: schema)
        }
        return guidance
    }
}
