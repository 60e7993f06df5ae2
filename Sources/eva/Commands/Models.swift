import ArgumentParser
import EvaBundle
import Foundation

struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the models of a repository and decides which version serves.",
        discussion: """
            Example:
              eva models promote models/tsa 2
            """,
        subcommands: [List.self, Show.self, Promote.self, Rollback.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all models with their versions.",
            discussion: "Example:\n  eva models list models"
        )

        @Argument(help: "Folder of models.")
        var repository = "models"

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            let models = try ModelRepository(path: repository).list()
            if json {
                return try Output.json(
                    models.map { Entry(name: $0.name, versions: $0.versions, champion: $0.champion) }
                )
            }
            if models.isEmpty { Output.line("no models in \(repository)") }
            for model in models {
                let versions = model.versions.map { $0 == model.champion ? "\($0) (champion)" : "\($0)" }
                Output.line("\(model.name): \(versions.joined(separator: ", "))")
            }
        }

        private struct Entry: Encodable {
            let name: String
            let versions: [Int]
            let champion: Int?
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what a bundle's manifest tells about it.",
            discussion: "Example:\n  eva models show models/after-sales"
        )

        @Argument(help: "Bundle, or model folder with a champion.")
        var model: String

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            let loaded = try ModelBundle.load(model)
            let info = loaded.bundle.info
            if json { return try Output.json(info, snakeCase: true) }
            Output.line("\(loaded.name) version \(loaded.version), \(info.learner), \(loaded.hash)")
            Output.line(
                "corpus \(info.corpus), \(info.training.cases) cases, \(info.training.firstTime) to \(info.training.lastTime)"
            )
            Output.line(
                "on \(info.measured.cases) later cases\(info.simulated ? " (simulated)" : ""): "
                    + "accuracy \(percent(info.measured.accuracy)), log loss \(decimals(info.measured.logLoss)), "
                    + "calibration error \(decimals(info.measured.ece))"
            )
            for line in info.why { Output.line("  \(line)") }
        }
    }

    struct Promote: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a version the champion.",
            discussion: "Example:\n  eva models promote models/tsa 2"
        )

        @Argument(help: "Model folder.")
        var model: String

        @Argument(help: "Version to serve.")
        var number: Int

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            _ = try ModelBundle.load("\(model)/\(number)")
            let (repository, name) = ModelRepository.split(model)
            try repository.promote(name, version: number)
            try Champion(name: name, champion: number).show(json: json)
        }
    }

    struct Rollback: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the champion before the present one champion again.",
            discussion: "Example:\n  eva models rollback models/tsa"
        )

        @Argument(help: "Model folder.")
        var model: String

        @Flag(help: "Write the result as JSON.")
        var json = false

        func run() throws {
            let (repository, name) = ModelRepository.split(model)
            try Champion(name: name, champion: repository.rollback(name)).show(json: json)
        }
    }
}

/// Which version of a model serves now.
private struct Champion: Encodable {
    let name: String
    let champion: Int

    func show(json: Bool) throws {
        if json { return try Output.json(self) }
        Output.line("\(name): version \(champion) serves")
    }
}
