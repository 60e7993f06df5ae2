import ArgumentParser

/// Times Eva's parts for `make bench`; each command does one measurement and prints it as one line of JSON.
@main
struct EvaBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "EvaBench",
        abstract: "Times Eva's parts for `make bench`.",
        subcommands: [
            TreesCommand.self, PredictCommand.self, ReasonsCommand.self, LogisticCommand.self, CaseCommand.self,
            RegrowCommand.self, PrecedentsCommand.self, MachineCommand.self,
        ]
    )
}
