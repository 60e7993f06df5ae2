import ArgumentParser
import EvaBundle
import EvaDecisions
import EvaEvaluation
import EvaTraining

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judges a model on labelled cases, overall, per year and per category.",
        discussion: """
            Example:
              eva evaluate claims.csv.gz --model models/tsa --since 2011-07-13 --html report.html
            """
    )

    @OptionGroup var corpus: CorpusArguments
    @OptionGroup var threads: ThreadArguments
    @OptionGroup var guidance: GuidanceArguments
    @OptionGroup var policy: PolicyArguments

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String

    @Option(help: ArgumentHelp("Also write the report as a page.", valueName: "file"), completion: .file())
    var html: String?

    @Flag(help: "Write the report as JSON.")
    var json = false

    func run() throws {
        let progress = ProgressBar()
        let loaded = try ModelBundle.load(model)
        var advisor = try Advisor(loaded)
        advisor.guidance = try guidance.read(schema: loaded.bundle.schema)
        advisor.guidance.rule = try policy.rule(loaded.bundle)
        let read = try corpus.read(schema: loaded.bundle.schema, progress: progress)
        let report = try Evaluator(advisor, pool: threads.pool)
            .report(
                read.table,
                window: EvaluationReport.Window(
                    since: corpus.since?.description,
                    until: corpus.until?.description
                ),
                rejects: read.rejects.count
            ) { done, total in progress.update(done: done, total: total, stage: "scoring") }
        progress.finish()
        if let html { try Output.file(html, report.html()) }
        Output.write(json ? try report.json() : report.text())
    }
}
