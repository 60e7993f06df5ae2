import ArgumentParser
import EvaServer
import EvaStore
import Foundation

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examines an installation; ends with 1 when something does not work.",
        discussion: """
            Reads the settings as eva serve does, from options, environment and file; looks at the database, its \
            migrations, its audit, its permissions and the space on its disk; loads the model, and holds standards, \
            policy and costs against it. It may be used while the service runs.

            Example:
              eva doctor --database eva.sqlite --model models/after-sales
            """
    )

    @Option(help: ArgumentHelp("Configuration of eva serve.", valueName: "file"), completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String?

    @Option(
        help: ArgumentHelp("Database of the installation. Usual: eva.sqlite", valueName: "file"),
        completion: .file()
    )
    var database: String?

    @Option(help: ArgumentHelp("Row that eva audit verify printed.", valueName: "seq:hash"))
    var anchor: AuditAnchor?

    @Flag(help: "Write the result as JSON.")
    var json = false

    func run() async throws {
        let flags = ["config": config, "model": model, "database": database].compactMapValues(\.self)
        let findings: [Finding]
        do {
            let settings = try ServerSettings(flags: flags, environment: ProcessInfo.processInfo.environment)
            findings =
                [Finding("settings", .good, "can be read")] + (await ServerDoctor.examine(settings, anchor: anchor))
        } catch {
            findings = [Finding("settings", .bad, "\(error)")]
        }
        if json {
            try Output.json(findings)
        } else {
            for finding in findings { Output.line("\(finding.level.rawValue)  \(finding.check): \(finding.message)") }
        }
        let count = findings.count { $0.level == .bad }
        if count > 0 {
            throw Failure("\(count) of \(findings.count) checks failed", cure: "do what the findings say")
        }
    }
}
