import ArgumentParser
import EvaBundle
import EvaServer
import EvaStore

extension Standards {
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts standards, a policy or costs in force in a database; a running service takes them up.",
            discussion: """
                A text that the model cannot go by is refused, and what was in force stays so.

                Example:
                  eva standards publish data/after-sales/policy.yaml --kind policy --model models/after-sales
                """
        )

        @Argument(help: "The file.", completion: .file())
        var file: String

        @Option(help: "What the file sets: standards, policy or costs.")
        var kind = SettingKind.standards

        @Option(help: ArgumentHelp("Bundle, or model folder with a champion, that goes by it.", valueName: "path"))
        var model: String

        @Option(help: "What was changed, and why.")
        var note = ""

        @OptionGroup var database: DatabaseArguments

        func run() async throws {
            let text = try SettingText(kind, path: file)
            let bundle = try ModelBundle.load(model).bundle
            let published = try await database.withStore { store in
                try await store.publish(text, for: bundle, note: note, as: DatabaseArguments.actor)
            }
            if database.json { return try Output.json(View(published)) }
            Output.line("\(kind.rawValue) \(published.hash.prefix(12)) in force")
        }

        private struct View: Encodable {
            let kind: String
            let hash: String
            let since: String?

            init(_ setting: StoredSetting) {
                kind = setting.kind.rawValue
                hash = setting.hash
                since = setting.published?.description
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes what is in force in a database, byte for byte as it was published.",
            discussion: """
                Example:
                  eva standards export --database eva.sqlite > standards.yaml
                """
        )

        @Option(help: "What to write: standards, policy or costs.")
        var kind = SettingKind.standards

        @Option(help: ArgumentHelp("Database of the installation.", valueName: "file"), completion: .file())
        var database = "eva.sqlite"

        func run() async throws {
            let store = try EvaStore(path: database, options: StoreOptions(mode: .readOnly))
            let kind = kind
            let setting = try await store.read { try $0.inForce(kind) }
            try store.close()
            guard let setting else {
                throw ValidationError(
                    "\(database): no \(kind.rawValue) in force; eva standards publish puts some there"
                )
            }
            Output.write(setting.body)
        }
    }
}
