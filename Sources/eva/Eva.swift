import ArgumentParser

@main
struct Eva: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eva",
        abstract: "Learns from decided compensation claims."
    )
}
