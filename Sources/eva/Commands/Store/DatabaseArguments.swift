public import ArgumentParser
import EvaBundle
import EvaCorpus
public import EvaStore

/// The database of a command.
struct DatabaseArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Database of the installation.", valueName: "file"), completion: .file())
    var database = "eva.sqlite"

    @Flag(help: "Write the result as JSON.")
    var json = false

    /// Who the audit says made a change from the command line.
    static let actor = AuditActor.system("cli")

    /// Opens the database, and closes it when `body` is over.
    func withStore<Result>(
        _ mode: StoreOptions.Mode = .existing,
        _ body: (EvaStore) async throws -> Result
    ) async throws -> Result {
        let store = try EvaStore(path: database, options: StoreOptions(mode: mode))
        do {
            let result = try await body(store)
            try store.close()
            return result
        } catch {
            try? store.close()
            throw error
        }
    }
}

/// The schema of a command: a file, or the one of a bundle.
struct SchemaArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Schema of the cases.", valueName: "file"), completion: .file())
    var schema: String?

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion, whose schema it is.", valueName: "path"))
    var model: String?

    func validate() throws {
        guard (schema == nil) != (model == nil) else {
            throw ValidationError("give either --schema or --model")
        }
    }

    func load() throws -> Schema {
        if let schema { return try Schema.load(path: schema) }
        return try ModelBundle.load(model ?? "").bundle.schema
    }
}

extension StoreTime: ExpressibleByArgument {
    /// A date of the command line, in UTC.
    public init?(argument: String) {
        guard let time = StoreTime(parsing: argument) else { return nil }
        self = time
    }
}

extension Role: ExpressibleByArgument {}
extension TokenScope: ExpressibleByArgument {}
extension SettingKind: ExpressibleByArgument {}

extension AuditAnchor: ExpressibleByArgument {
    /// `SEQ:HASH`.
    public init?(argument: String) {
        guard let anchor = AuditAnchor(parsing: argument) else { return nil }
        self = anchor
    }
}
