public import EvaBundle
import EvaCorpus
package import EvaDecisions
import EvaStandards
public import EvaStore
import Foundation

/// Standards, policy or costs as people wrote them: a text that guides a bundle, or says where it does not.
public struct SettingText: Sendable {
    /// What it sets.
    public let kind: SettingKind
    /// The text, YAML.
    public let body: String
    /// The name that errors give.
    public let file: String

    /// Creates a text.
    public init(_ kind: SettingKind, body: String, file: String) {
        self.kind = kind
        self.body = body
        self.file = file
    }

    /// Reads a file.
    public init(_ kind: SettingKind, path: String) throws(ServerError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ServerError("cannot be read as UTF-8", place: path, cure: "check that the file is there")
        }
        self.init(kind, body: text, file: path)
    }

    /// The text of a setting; errors call it `standards in force` and so on.
    init(_ setting: StoredSetting) {
        self.init(setting.kind, body: setting.body, file: "\(setting.kind.rawValue) in force")
    }

    /// **Throws** an error with file, line and column when a bundle cannot go by it.
    public func check(against bundle: ModelBundle) throws {
        var guidance = Guidance()
        try guide(&guidance, of: bundle)
    }

    /// Gives a guidance for a bundle what it says.
    package func guide(_ guidance: inout Guidance, of bundle: ModelBundle) throws {
        let schema = bundle.schema
        switch kind {
        case .standards:
            let catalogue = try StandardCatalogue(yaml: body, file: file, schema: schema)
            guidance.standards = ClauseReview(catalogue, schema: schema)
        case .policy:
            let policy = try Policy(yaml: body, file: file, schema: schema)
            guidance.rule = try DecisionRule(policy, of: bundle, file: file)
        case .costs: guidance.costs = try CostTable(yaml: body, file: file, schema: schema)
        }
    }
}

extension Advisor {
    /// Creates what answers: a bundle, guided by what is in force, or as it was trained where nothing is.
    ///
    /// **Throws** when the bundle cannot go by what is in force.
    package init(_ loaded: LoadedBundle, inForce settings: SettingsInForce) throws {
        try self.init(loaded)
        guidance.rule = try DecisionsPart(loaded.bundle)?.rule
        for text in settings.texts { try text.guide(&guidance, of: loaded.bundle) }
        changes = ChangeSearch(loaded.bundle, evidenceField: guidance.standards?.catalogue.evidenceField)
    }
}
