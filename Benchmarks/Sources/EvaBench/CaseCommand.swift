import ArgumentParser
import EvaBundle
import EvaDecisions
import Foundation

/// One case at a time, from its JSON to calibrated probability and suggestion.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "case")

    @Argument var bundle: String
    @Argument(help: "JSON Lines, a case a line.") var cases: String
    @Option(help: "How often all cases are gone through.") var repeats = 20

    private struct Measurement: Encodable {
        let seconds: Double
        let cases: Int
        let paid: Int
        let trees: Int
    }

    func run() throws {
        let loaded = try ModelBundle.load(bundle)
        var session = try AdvisorSession(Advisor(loaded))
        let lines = try Data(contentsOf: URL(filePath: cases)).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
        var paid = 0
        var times: [Double] = []
        for _ in 0...repeats {
            paid = 0
            let pass = try timed {
                for line in lines {
                    if try session.decide(line).answer == .pay { paid += 1 }
                }
            }
            times.append(pass.seconds / Double(lines.count))
        }
        try report(
            Measurement(
                seconds: median(Array(times.dropFirst())),
                cases: lines.count,
                paid: paid,
                trees: loaded.bundle.model.trees?.rounds ?? 0
            )
        )
    }
}
