import ArgumentParser
import EvaNumerics

/// What Eva's own OpenBLAS says of itself.
struct MachineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "machine")

    private struct Answer: Encodable {
        let openblasCore: String
        let openblas: String
    }

    func run() throws {
        try report(Answer(openblasCore: BLASInfo.coreType, openblas: BLASInfo.configuration))
    }
}
