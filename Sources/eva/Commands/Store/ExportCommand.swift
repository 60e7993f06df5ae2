import ArgumentParser
import EvaStore

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the labelled cases back as a corpus that eva train takes.",
        discussion: """
            Writes cases.csv and the schema.yaml that reads it. The label is the reviewer's final word, or else the \
            agent's decision; what was decided before and after seeing the suggestion stays apart.

            Example:
              eva export --database eva.sqlite --model models/after-sales --out build/lessons
            """
    )

    @OptionGroup var schema: SchemaArguments

    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("Only cases that got their label on this day or later.", valueName: "date"))
    var since: StoreTime?

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        let schema = try schema.load()
        let result = try await database.withStore {
            try await $0.export(to: out, schema: schema, since: since, as: DatabaseArguments.actor)
        }
        for reject in result.rejects.prefix(5) { Output.log.warning("\(reject)") }
        if database.json { return try Output.json(View(result, out)) }
        Output.line("\(result.cases) cases, \(result.reviewed) of them reviewed: \(out)/cases.csv, \(out)/schema.yaml")
        Output.line(
            "left out: \(result.unlabelled) not decided, \(result.purged) purged, "
                + "\(result.rejected) that do not fit the schema"
        )
    }

    private struct View: Encodable {
        let cases: Int
        let reviewed: Int
        let unlabelled: Int
        let purged: Int
        let rejected: Int
        let files: [String]

        init(_ result: ExportResult, _ out: String) {
            cases = result.cases
            reviewed = result.reviewed
            unlabelled = result.unlabelled
            purged = result.purged
            rejected = result.rejected
            files = ["\(out)/cases.csv", "\(out)/schema.yaml"]
        }
    }
}
