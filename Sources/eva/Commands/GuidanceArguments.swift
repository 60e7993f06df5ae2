import ArgumentParser
import EvaCorpus
import EvaDecisions

/// Files that people decide by, besides the model.
struct GuidanceArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("What errors and reviews cost: each case gets the cheapest answer.", valueName: "file"),
        completion: .file()
    )
    var costs: String?

    /// Reads the files and checks them against the schema.
    func read(schema: Schema) throws -> Guidance {
        var guidance = Guidance()
        guidance.costs = try costs.map { try CostTable.load(path: $0, schema: schema) }
        return guidance
    }
}
