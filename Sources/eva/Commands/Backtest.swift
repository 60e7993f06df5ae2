public import ArgumentParser
import EvaCorpus
import EvaDecisions
import EvaEvaluation
public import EvaTraining

struct Backtest: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replays the past: each period is scored by a model that knew only what came before it.",
        discussion: """
            --since is the first moment to score and must be given. A period's model learns from all cases before the \
            period, also those before --since, whose labels are known at its start (--label-delay). Settings are chosen \
            once a year of the replay, and whenever the past has doubled.

            Example:
              eva backtest claims.csv.gz --schema data/tsa/schema.yaml --since 2004-01-01 --every half --html replay.html
            """
    )

    @OptionGroup var corpus: CorpusArguments
    @OptionGroup var threads: ThreadArguments

    @Option(help: ArgumentHelp("Schema of the corpus.", valueName: "file"), completion: .file())
    var schema: String

    @Option(help: "Length of a period: month, quarter, half or year.")
    var every: ReplayInterval

    @Option(help: ArgumentHelp("Days after a case's time until its label is known.", valueName: "days"))
    var labelDelay = 0

    @OptionGroup var training: TrainingArguments
    @OptionGroup var guidance: GuidanceArguments

    @Option(
        help: ArgumentHelp("Error budgets: thresholds are found anew every week of the replay.", valueName: "file"),
        completion: .file()
    )
    var policy: String?

    @Option(
        help: ArgumentHelp("Also write each case's probability as CSV.", valueName: "file"),
        completion: .file()
    )
    var predictions: String?

    @Option(help: ArgumentHelp("Also write the report as a page.", valueName: "file"), completion: .file())
    var html: String?

    @Flag(help: "Write the report as JSON.")
    var json = false

    func validate() throws {
        guard corpus.since != nil else {
            throw ValidationError("--since is missing; the first day to score would be right")
        }
        guard (0...36_500).contains(labelDelay) else {
            throw ValidationError("--label-delay is \(labelDelay); 0 to 36500 days would be right")
        }
    }

    func run() throws {
        guard let since = corpus.since else { return }
        for path in [predictions, html].compactMap(\.self) { try Output.checkWritable(path) }
        let progress = ProgressBar()
        var all = corpus
        all.since = nil
        let schema = try Schema.load(path: schema)
        let guidance = try guidance.read(schema: schema)
        let read = try all.read(schema: schema, progress: progress)
        var options = BacktestOptions(since: since, every: every)
        options.until = corpus.until
        options.labelDelayDays = labelDelay
        options.training = training.options
        options.policy = try policy.map { try Policy.load(path: $0, schema: schema) }
        let result =
            try EvaTraining.Backtest(
                table: read.table,
                options: options,
                guidance: guidance,
                pool: threads.pool
            )
            .run { progress.update(done: $0.done, total: $0.total, stage: $0.stage) }
        progress.finish()
        let report = try result.report(rejects: read.rejects.count)
        if let predictions { try Output.file(predictions, result.predictionsCSV()) }
        if let html { try Output.file(html, report.html()) }
        Output.write(json ? try report.json() : report.text())
    }
}

extension ReplayInterval: ExpressibleByArgument {}
