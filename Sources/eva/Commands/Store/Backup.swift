import ArgumentParser
import EvaStore

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the database, while it is in use, to a file.",
        discussion: """
            Keep the anchor that it prints elsewhere: eva audit verify --anchor shows later whether rows are gone.

            Example:
              eva backup backups/2024-06-01.sqlite --database eva.sqlite
            """
    )

    @Argument(help: "File to write; there must be none.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        let anchor = try await database.withStore { store in
            let anchor = try await store.backup(to: file)
            try await store.write(as: DatabaseArguments.actor) { try $0.note(.backupWrite, subject: "store") }
            return anchor
        }
        if database.json { return try Output.json(["file": file, "anchor": anchor?.description]) }
        Output.line("\(file) written")
        if let anchor { Output.line("anchor \(anchor)") }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup in the place of the database, which nobody may be using.",
        discussion: """
            The backup's audit is checked first. The database that was there is kept beside the new one.

            Example:
              eva restore backups/2024-06-01.sqlite --database eva.sqlite
            """
    )

    @Argument(help: "Backup.", completion: .file())
    var file: String

    @OptionGroup var database: DatabaseArguments

    func run() async throws {
        let result = try await EvaStore.restore(file, to: database.database)
        if database.json {
            return try Output.json(View(rows: result.report.rows, replaced: result.replaced))
        }
        Output.line("\(database.database) restored: \(result.report.rows) rows of the audit hold")
        if let replaced = result.replaced { Output.line("what was there before is \(replaced)") }
    }

    private struct View: Encodable {
        let rows: Int
        let replaced: String?
    }
}
