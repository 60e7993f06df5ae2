import ArgumentParser
import EvaBundle
import EvaStore

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines an installation; ends with 1 when something does not work.",
        discussion: """
            Looks at the database, its migrations, its audit, its permissions and the space on its disk, and loads the
            model.

            Example:
              eva doctor --database eva.sqlite --model models/after-sales
            """
    )

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String?

    @Option(help: ArgumentHelp("Row that eva audit verify printed.", valueName: "seq:hash"))
    var anchor: AuditAnchor?

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        var findings = await StoreDoctor.examine(database.database, anchor: anchor)
        if let model { findings.append(load(model)) }
        if database.json {
            try Output.json(findings)
        } else {
            for finding in findings { Output.line("\(finding.level.rawValue)  \(finding.check): \(finding.message)") }
        }
        let count = findings.count { $0.level == .bad }
        if count > 0 {
            throw Failure("\(count) of \(findings.count) checks failed", cure: "do what the findings say")
        }
    }

    private func load(_ model: String) -> Finding {
        do {
            let loaded = try ModelBundle.load(model)
            return Finding("model", .good, "\(loaded.name) version \(loaded.version) loads (\(loaded.hash.prefix(12)))")
        } catch {
            return Finding("model", .bad, "\(error)")
        }
    }
}
