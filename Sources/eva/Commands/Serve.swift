import ArgumentParser
import EvaServer
import EvaStore
import Foundation
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves suggestions and takes decisions over HTTP.",
        discussion: """
            Example:
              eva serve --model models/after-sales --database eva.sqlite

            Each option is also a variable, EVA_PORT for --port, and a key of the configuration file, port; a flag \
            outranks a variable, a variable the file. Standards, policy and costs are taken over into the database at \
            the first start; from then on the database rules. docs/service.md has all of it.
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
            let usualPort = settings.server.port
            let service = try await EvaServer(
                model: model,
                store: store,
                files: settings.files,
                options: settings.server,
                logger: logger
            )
            let code = try await setupCode(store)
            let isSecure = settings.server.tlsCertificate != nil
            let host = settings.server.host
            try await service.run { port in
                if let code {
                    let place = "\(isSecure ? "https" : "http")://\(host):\(port ?? usualPort)/setup"
                    Output.line("Nobody is admin yet. Set up at \(place) with the code \(code)")
                }
                let time = (ContinuousClock.now - started) / .milliseconds(1)
                logger.notice("ready", metadata: ["port": "\(port ?? usualPort)", "ms": "\(Int(time))"])
            }
        } catch {
            try? store.close()
            throw error
        }
    }

    /// A new one-time code as long as nobody is admin.
    private func setupCode(_ store: EvaStore) async throws -> String? {
        guard try await !store.read({ try $0.hasAdmin() }) else { return nil }
        return try await store.write(as: .system("serve")) { try $0.makeSetupCode() }
    }
}
