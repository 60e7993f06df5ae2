import ArgumentParser
import EvaCorpus

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for bad rows, leaks, contradictory twins and other faults of a corpus.",
        discussion: """
            Example:
              eva check claims.csv.gz --schema data/tsa/schema.yaml --rejects rejected.csv
            """
    )

    @OptionGroup var corpus: CorpusArguments

    @Option(help: ArgumentHelp("Schema of the corpus.", valueName: "file"), completion: .file())
    var schema: String

    @Flag(help: "Write the result as JSON.")
    var json = false

    func run() throws {
        let progress = ProgressBar()
        let start = ContinuousClock.now
        let read = try corpus.read(schema: Schema.load(path: schema), progress: progress)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let report = CorpusCheck.run(table: read.table, rejects: read.rejects)
        if json { return try Output.json(report, snakeCase: true) }
        Output.write(CheckReportText.render(report))
        Output.line("Read in \(decimals(seconds)) s.")
    }
}
