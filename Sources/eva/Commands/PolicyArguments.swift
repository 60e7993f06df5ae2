import ArgumentParser
import EvaBundle
import EvaCorpus
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
        let part = try DecisionsPart(bundle)
        guard let policy else { return part?.rule }
        let read = try Policy.load(path: policy, schema: bundle.schema)
        guard let part else {
            throw DecisionsError(
                .record,
                "the bundle has no record of forward scores to find thresholds on",
                at: Place(file: policy),
                cure: "train again: eva train writes one"
            )
        }
        return try ThresholdSearch(read).rule(part.record, schema: bundle.schema)
    }
}
