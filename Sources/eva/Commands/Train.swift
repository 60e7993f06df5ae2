import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaTraining
import Foundation

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learns from a corpus of labelled cases and adds a version to a model.",
        discussion: """
            Example:
              eva train claims.csv.gz --schema data/tsa/schema.yaml --model models/tsa --until 2011-07-13
            """
    )

    @OptionGroup var corpus: CorpusArguments
    @OptionGroup var threads: ThreadArguments

    @Option(help: ArgumentHelp("Schema of the corpus.", valueName: "file"), completion: .file())
    var schema: String

    @Option(help: ArgumentHelp("Model folder to add a version to.", valueName: "models/name"))
    var model: String

    @OptionGroup var training: TrainingArguments
    @OptionGroup var precedents: PrecedentArguments

    @Flag(help: "Make the new version the champion, also when there is one.")
    var promote = false

    @Flag(help: "Write the result as JSON.")
    var json = false

    func run() throws {
        let progress = ProgressBar()
        let schema = try Schema.load(path: schema)
        let table = try corpus.read(schema: schema, progress: progress).table
        let earlier = try precedents.read(schema: schema, progress: progress)
        let run = TrainingRun(
            table: table,
            corpusSha256: try FileHash.sha256(path: corpus.cases),
            since: corpus.since,
            until: corpus.until,
            evaVersion: evaVersion
        )
        var bundle = try run.train(training.options, pool: threads.pool) {
            progress.update(done: $0.done, total: $0.total, stage: $0.stage)
        }
        progress.finish()
        let kept = try earlier.map { try precedents.add($0, to: &bundle, threads: threads, progress: progress) }
        let added = try bundle.add(toModel: model, promote: promote)
        if json {
            try Output.json(
                TrainResult(
                    path: added.path,
                    version: added.version,
                    champion: added.isChampion,
                    precedents: kept,
                    info: bundle.info
                ),
                snakeCase: true
            )
        } else {
            printSummary(bundle.info, kept, added)
        }
    }

    private func printSummary(_ info: BundleInfo, _ precedents: PrecedentSummary?, _ added: AddedVersion) {
        for line in info.why { Output.line(line) }
        let measured = info.measured
        Output.line("")
        Output.line(
            "Learned from \(info.training.cases) cases, \(info.training.firstTime) to \(info.training.lastTime)."
        )
        let simulated = info.simulated ? " (simulated)" : ""
        Output.line(
            """
            On \(measured.cases) later cases that nothing was chosen or fitted on\(simulated): \
            accuracy \(percent(measured.accuracy)) (majority \(percent(measured.majorityAccuracy))), \
            log loss \(decimals(measured.logLoss)), calibration error \(decimals(measured.ece)).
            """
        )
        if let precedents {
            Output.line(
                "Precedents: \(precedents.cases) cases, \(precedents.firstTime) to \(precedents.lastTime); "
                    + (precedents.noveltyBelow.map { "a case with none of similarity \(decimals($0)) is new to Eva" }
                        ?? "too few to tell when a case is new to Eva") + "."
            )
        }
        Output.line("Bundle: \(added.path)\(added.isChampion ? ", champion" : "")")
    }
}

private struct TrainResult: Encodable {
    let path: String
    let version: Int
    let champion: Bool
    let precedents: PrecedentSummary?
    let info: BundleInfo
}
