package import EvaCorpus
public import EvaStore
public import Logging

/// All that `eva serve` can be told.
///
/// A flag outranks the environment, the environment the file. The setting `max-body-bytes` is the flag
/// `--max-body-bytes`, the variable `EVA_MAX_BODY_BYTES` and the file's key `max_body_bytes`.
public struct ServerSettings: Sendable {
    /// Bundle, or folder of a model with a champion.
    public var model: String?
    /// The database.
    public var database = "eva.sqlite"
    /// Files that the store takes over as long as it has nothing of their kind.
    public var files: [SettingKind: String] = [:]
    /// What the service does.
    public var server = ServerOptions()
    /// How the store is opened.
    public var store = StoreOptions(mode: .create)
    /// What is logged.
    public var logLevel = Logger.Level.info

    /// Reads the settings; `flags` has those given on the command line, by name.
    ///
    /// **Throws** a `ServerError` that says where the first wrong value stands.
    public init(flags: [String: String], environment: [String: String]) throws(ServerError) {
        var found: [String: (text: String, place: String)] = [:]
        if let file = flags["config"] ?? environment["EVA_CONFIG"] { found = try Self.read(file: file) }
        for name in Self.all.map(\.name) {
            let variable = "EVA_" + name.uppercased().replacing("-", with: "_")
            if let text = environment[variable] { found[name] = (text, variable) }
            if let text = flags[name] { found[name] = (text, "--\(name)") }
        }
        for setting in Self.all {
            guard let (text, place) = found[setting.name] else { continue }
            guard setting.apply(&self, text) else {
                throw ServerError("this cannot be \(text.isEmpty ? "empty" : text)", place: place, cure: setting.cure)
            }
        }
        try server.validate()
        do throws(StoreError) {
            try store.validate()
        } catch {
            throw ServerError(error.message, place: error.place, cure: error.cure)
        }
    }

    private static func read(file: String) throws(ServerError) -> [String: (text: String, place: String)] {
        let text = try YAMLSource<ServerError>.text(path: file, what: "configuration")
        let source = try YAMLSource<ServerError>(
            yaml: text,
            file: file,
            what: "configuration",
            example: "docs/service.md"
        )
        var found: [String: (text: String, place: String)] = [:]
        for (key, name, value) in try source.entries(source.root, of: "the configuration") {
            let setting = name.replacing("_", with: "-")
            guard all.contains(where: { $0.name == setting }), !name.contains("-") else {
                let names = all.map { $0.name.replacing("-", with: "_") }.joined(separator: ", ")
                throw source.badKey("there is no setting \(name)", at: key, cure: "the settings are \(names)")
            }
            found[setting] = (try source.string(value, of: name), "\(source.place(of: value))")
        }
        return found
    }
}

extension ServerError: YAMLFailure {
    package init(yaml fault: YAMLFault, _ message: String, at place: Place, cure: String) {
        self.init(message, place: "\(place)", cure: cure)
    }
}
