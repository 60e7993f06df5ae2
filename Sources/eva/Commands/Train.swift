import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaEvaluation
import EvaStandards
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
    @OptionGroup var guidance: GuidanceArguments

    @Option(
        help: ArgumentHelp("Error budgets to find thresholds for, as policy.yaml.", valueName: "file"),
        completion: .file()
    )
    var policy: String?

    @OptionGroup var precedents: PrecedentArguments

    @Flag(help: "Make the new version the champion, also when there is one.")
    var promote = false

    @Flag(help: "Write the result as JSON.")
    var json = false

    func run() throws {
        let progress = ProgressBar()
        let schema = try Schema.load(path: schema)
        let guidance = try guidance.read(schema: schema)
        let policy = try policy.map { try Policy.load(path: $0, schema: schema) }
        let table = try corpus.read(schema: schema, progress: progress).table
        let earlier = try precedents.read(schema: schema, until: corpus.until, progress: progress)
        let run = TrainingRun(
            table: table,
            corpusSha256: try FileHash.sha256(path: corpus.cases),
            since: corpus.since,
            until: corpus.until,
            evaVersion: evaVersion
        )
        let result = try run.train(training.options, policy: policy, guidance: guidance, pool: threads.pool) {
            progress.update(done: $0.done, total: $0.total, stage: $0.stage)
        }
        let standards = try guidance.standards.map {
            try CatalogueCheck.run($0.catalogue, schema: schema, table: table)
        }
        progress.finish()
        var bundle = result.bundle
        let rule = try DecisionsPart(bundle)?.rule
        let kept = try earlier.map { try precedents.add($0, to: &bundle, threads: threads, progress: progress) }
        let added = try bundle.add(toModel: model, promote: promote)
        if json {
            try Output.json(
                TrainResult(
                    path: added.path,
                    version: added.version,
                    champion: added.isChampion,
                    precedents: kept,
                    info: bundle.info,
                    coverage: rule.map { RuleSummary($0).coverage } ?? result.judged.coverage,
                    money: result.judged.money,
                    rule: rule.map(RuleSummary.init),
                    standards: standards.map(StandardsSummary.init)
                ),
                snakeCase: true
            )
        } else {
            printSummary(bundle.info, added, result.judged, guidance.costs?.currency)
            if let kept { Output.line(kept.line) }
            if let rule { Output.line(RuleSummary(rule).text) }
            if let standards { Output.line(StandardsSummary(standards).line) }
        }
    }

    private func printSummary(_ info: BundleInfo, _ added: AddedVersion, _ judged: Metrics, _ currency: String?) {
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
        if let money = judged.money, let currency {
            Output.line(
                """
                Answered by costs alone on the same cases\(simulated): coverage \(percent(judged.coverage)), \
                costs \(money.described(currency)).
                """
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
    let coverage: Double
    let money: Money?
    let rule: RuleSummary?
    let standards: StandardsSummary?
}

/// What a check of the standards that people will decide by found; they are no part of the bundle.
private struct StandardsSummary: Encodable {
    let standards: Int
    let errors: Int
    let warnings: Int

    init(_ check: CatalogueCheck) {
        standards = check.standards
        errors = check.findings.count { $0.level == .error }
        warnings = check.findings.count { $0.level == .warning }
    }

    var line: String {
        "Standards: \(standards) clauses, \(errors) errors, \(warnings) warnings; eva standards check lists them."
    }
}
