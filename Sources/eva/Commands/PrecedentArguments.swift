import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaTraining

/// Arguments of commands that put precedents into a bundle.
struct PrecedentArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Decided cases to keep as precedents, mostly the corpus itself; those before --until.",
            valueName: "file"
        ),
        completion: .file()
    )
    var precedents: String?

    @Option(help: ArgumentHelp("Keep the newest precedents only, so many.", valueName: "number"))
    var maxPrecedents: Int?

    func validate() throws {
        guard let maxPrecedents else { return }
        guard maxPrecedents > 0 else {
            throw ValidationError("--max-precedents is \(maxPrecedents); 1 or more would be right")
        }
        guard precedents != nil else {
            throw ValidationError("--max-precedents is of no use without --precedents; name the file with the cases")
        }
    }

    /// Reads the cases that were asked for, as far as they are older than what the model is kept from.
    func read(schema: Schema, until: CaseTime?, progress: ProgressBar) throws -> CaseTable? {
        guard let precedents else { return nil }
        // The corpus' own arguments, so that rejected rows are told of in the same way.
        var corpus = try CorpusArguments.parse(["--", precedents])
        corpus.until = until
        return try corpus.read(schema: schema, progress: progress).table
    }

    /// Puts the cases into a bundle, and tells about them.
    func add(
        _ table: CaseTable,
        to bundle: inout ModelBundle,
        threads: ThreadArguments,
        progress: ProgressBar
    ) throws -> PrecedentSummary {
        let (part, summary) = try PrecedentBuilder(bundle, table, pool: threads.pool)
            .part(most: maxPrecedents ?? .max) { done, total in
                progress.update(done: done, total: total, stage: "precedents")
            }
        progress.finish()
        bundle.extras.append(part)
        return summary
    }
}

extension PrecedentSummary {
    /// For people.
    var line: String {
        let novelty =
            noveltyBelow.map { "a case with none of similarity \(decimals($0)) is new to Eva" }
            ?? "too few to tell when a case is new to Eva"
        return "Precedents: \(cases) cases, \(firstTime) to \(lastTime); \(novelty)."
    }
}
