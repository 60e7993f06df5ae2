import ArgumentParser
import EvaBundle
import EvaDecisions

/// Error budgets of commands that decide.
struct PolicyArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Error budgets to keep, as policy.yaml; without, those that the bundle was trained for, if any.",
            valueName: "file"
        ),
        completion: .file()
    )
    var policy: String?

    /// The rule for cases that a bundle scores: found on its record of forward scores, or its own.
    func rule(_ bundle: ModelBundle) throws -> DecisionRule? {
        guard let policy else { return try DecisionsPart(bundle)?.rule }
        return try DecisionRule(Policy.load(path: policy, schema: bundle.schema), of: bundle, file: policy)
    }
}
