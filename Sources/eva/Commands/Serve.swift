import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaServer
import EvaStandards
import EvaStore
import Foundation
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves suggestions and takes decisions over HTTP.",
        discussion: """
            Example:
              eva serve --model models/after-sales --database eva.sqlite

            Each option is also a variable, EVA_PORT for --port, and a key of the configuration file, port; a flag
            outranks a variable, a variable the file. Standards and costs are taken over into the database at the first
            start; from then on the database rules. docs/service.md has all of it.
            """
    )

    @OptionGroup var options: ServeArguments

    func run() async throws {
        let started = ContinuousClock.now
        var settings = try ServerSettings(
            flags: options.given,
            environment: ProcessInfo.processInfo.environment
        )
        settings.server.version = evaVersion
        guard let model = settings.model else {
            throw ValidationError("there is no model to serve; --model models/NAME would be right")
        }
        let level = settings.logLevel
        let logger = Logger(label: "eva") { _ in JSONLog(level: level) }
        let store = try EvaStore(path: settings.database, options: settings.store)
        do {
            try await takeOver(settings.files, model, store, logger)
            let usualPort = settings.server.port
            let service = try await EvaServer(
                model: model,
                store: store,
                options: settings.server,
                logger: logger,
                makeAdvisor: Self.advisor
            )
            try await service.run { port in
                let time = (ContinuousClock.now - started) / .milliseconds(1)
                logger.notice("ready", metadata: ["port": "\(port ?? usualPort)", "ms": "\(Int(time))"])
            }
        } catch {
            try? store.close()
            throw error
        }
    }

    /// What answers: a bundle, guided by what is in force.
    @Sendable private static func advisor(_ loaded: LoadedBundle, _ settings: SettingsInForce) throws -> Advisor {
        let schema = loaded.bundle.schema
        var advisor = Advisor(loaded)
        for kind in SettingKind.allCases {
            guard let text = settings[kind]?.body else { continue }
            try guide(&advisor.guidance, by: kind, text, file: "\(kind.rawValue) of the database", schema)
        }
        return advisor
    }

    private static func guide(
        _ guidance: inout Guidance,
        by kind: SettingKind,
        _ text: String,
        file: String,
        _ schema: Schema
    ) throws {
        switch kind {
        case .standards:
            let catalogue = try StandardCatalogue(yaml: text, file: file, schema: schema)
            guidance.standards = ClauseReview(catalogue, schema: schema)
        case .costs: guidance.costs = try CostTable(yaml: text, file: file, schema: schema)
        case .policy:
            throw Failure("\(file): this build knows no policies", cure: "use the one that published it")
        }
    }

    /// Takes files over into a store that has nothing of their kind yet.
    private func takeOver(
        _ files: [SettingKind: String],
        _ model: String,
        _ store: EvaStore,
        _ logger: Logger
    ) async throws {
        for (kind, path) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard try await store.read({ try $0.inForce(kind) }) == nil else {
                logger.notice("the database rules, the file was not read", metadata: ["file": "\(path)"])
                continue
            }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CorpusError(.file, "cannot be read as UTF-8", at: Place(file: path), cure: "check the file")
            }
            // What would not be understood must not come into force.
            var guidance = Guidance()
            try Self.guide(&guidance, by: kind, text, file: path, ModelBundle.load(model).bundle.schema)
            try await store.write(as: .system("serve")) { transaction in
                let draft = try transaction.saveDraft(kind, body: text, note: "taken over at the first start")
                _ = try transaction.publish(draft.id)
            }
        }
    }
}
