import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaStore
import EvaTraining
import Foundation

struct Retrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains a challenger on what was decided since, and lets it serve only when that does no harm.",
        discussion: """
            The cases are those that the champion learned from (--cases) and those labelled in the database. Champion and \
            challenger go through the cases that came after the champion's training: the champion as it is, the \
            challenger as a replay that learns from what was known before each period. It is promoted only when the 95 % \
            interval of the difference in log loss excludes harm and the error budgets hold. Each run leaves a record in \
            models/NAME/retrains.

            Example:
              eva retrain --model models/after-sales --database eva.sqlite --cases build/after-sales/cases.csv
            """
    )

    @Option(help: ArgumentHelp("Model folder whose champion is to be replaced.", valueName: "models/name"))
    var model: String

    @OptionGroup var sources: LessonArguments
    @OptionGroup var threads: ThreadArguments

    @Option(help: ArgumentHelp("First day to judge on; without, the day after the champion's newest case."))
    var since: CaseTime?

    @Option(help: "Length of a period of the challenger's replay: month, quarter, half or year.")
    var every = ReplayInterval.month

    @Option(
        help: ArgumentHelp(
            "Days after a case's time until its label is known; without, what it takes 95 % of the database's labels.",
            valueName: "days"
        )
    )
    var labelDelay: Int?

    @OptionGroup var training: TrainingArguments
    @OptionGroup var guidance: GuidanceArguments

    @Option(
        help: ArgumentHelp(
            "Error budgets to hold, as policy.yaml; without, those that the champion was trained for, if any.",
            valueName: "file"
        ),
        completion: .file()
    )
    var policy: String?

    @Option(help: ArgumentHelp("Keep the newest precedents only, so many; without, as many as the champion has."))
    var maxPrecedents: Int?

    @Flag(help: "Judge and leave a record, but neither add a version nor promote.")
    var dryRun = false

    @Flag(help: "Write the record as JSON.")
    var json = false

    func validate() throws {
        if let labelDelay, !(0...36_500).contains(labelDelay) {
            throw ValidationError("--label-delay is \(labelDelay); 0 to 36500 days would be right")
        }
        if let maxPrecedents, maxPrecedents < 1 {
            throw ValidationError("--max-precedents is \(maxPrecedents); 1 or more would be right")
        }
    }

    func run() async throws {
        let progress = ProgressBar()
        let (repository, name) = ModelRepository.split(model)
        guard let number = try repository.model(name).champion else {
            throw ValidationError("\(model) has no champion; train one with eva train, or promote a version")
        }
        let champion = try Advisor(ModelBundle.load(repository.bundlePath(of: name, version: number)))
        let schema = try sources.schema.map { try Schema.load(path: $0) } ?? champion.bundle.schema
        var options = RetrainingOptions()
        options.since = since
        options.every = every
        options.training = training.options
        options.policy = try policy.map { try Policy.load(path: $0, schema: schema) }
        let guidance = try guidance.read(schema: schema)
        let lessons = try await sources.read(schema: schema, progress: progress)
        options.labelDelayDays = labelDelay ?? lessons.exported?.labelDelayDays ?? 0
        let retraining = try Retraining(
            champion: champion,
            table: lessons.table,
            options: options,
            guidance: guidance,
            pool: threads.pool
        )
        let verdict = try retraining.judge {
            progress.update(done: $0.done, total: $0.total, stage: "replay, \($0.stage)")
        }
        progress.finish()
        var record = RetrainingRecord(champion: champion.identity, lessons, options, verdict, isDryRun: dryRun)
        var promoted: Int?
        if verdict.promotes, !dryRun {
            let bundle = try train(lessons, retraining.budgets, champion, progress)
            let added = try bundle.add(toModel: model, promote: false)
            record.challenger = try Advisor(ModelBundle.load(added.path)).identity
            try repository.promote(name, version: added.version, replacing: number)
            (record.outcome, promoted) = (.promoted, added.version)
        }
        let path: String
        do {
            path = try await leave(&record, in: repository, of: name)
        } catch {
            // What leaves no trace does not serve.
            if let promoted { try repository.promote(name, version: number, replacing: promoted) }
            throw error
        }
        if json { return try Output.json(record, snakeCase: true) }
        for line in record.lines { Output.line(line) }
        Output.line("Record: \(path)")
    }

    /// The challenger that is to serve: chosen and fitted on all cases, with thresholds and precedents as the champion
    /// has them.
    private func train(
        _ lessons: Lessons,
        _ policy: Policy?,
        _ champion: Advisor,
        _ progress: ProgressBar
    ) throws -> ModelBundle {
        let run = TrainingRun(
            table: lessons.table,
            corpusSha256: FileHash.sha256(of: lessons.sources.map(\.sha256)),
            since: nil,
            until: sources.until,
            evaVersion: evaVersion
        )
        var bundle =
            try run.train(training.options, policy: policy, pool: threads.pool) {
                progress.update(done: $0.done, total: $0.total, stage: $0.stage)
            }
            .bundle
        if let kept = maxPrecedents ?? champion.precedents?.count {
            let part = try PrecedentBuilder(bundle, lessons.table, pool: threads.pool)
                .part(most: kept) { progress.update(done: $0, total: $1, stage: "precedents") }
                .part
            bundle.extras.append(part)
        }
        progress.finish()
        return bundle
    }

    /// Leaves the record beside the model and, with a database, a row in its audit; without the second there is no first.
    private func leave(
        _ record: inout RetrainingRecord,
        in repository: ModelRepository,
        of name: String
    ) async throws -> String {
        let path = try repository.addRecord(of: name) { number in
            record.number = number
            return try Output.jsonText(record, pretty: true, snakeCase: true)
        }
        do {
            try await note(record, name, path: path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        return path
    }

    private func note(_ record: RetrainingRecord, _ name: String, path: String) async throws {
        guard sources.database != nil else { return }
        let sha256 = try FileHash.sha256(path: path)
        try await sources.withStore { store in
            try await store.write(as: DatabaseArguments.actor) { transaction in
                try transaction.note(
                    .modelRetrain,
                    subject: "model:\(name)",
                    detail: ["outcome": record.outcome.rawValue, "record": "\(record.number)", "sha256": sha256]
                )
                guard let promoted = record.challenger, record.outcome == .promoted else { return }
                try transaction.note(
                    .modelPromote,
                    subject: "model:\(name)",
                    detail: ["version": promoted.version, "hash": promoted.hash]
                )
            }
        }
    }
}
