import ArgumentParser
import EvaBundle
import EvaCorpus
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
        let parser = try CaseParser(schema: loaded.bundle.schema)
        let advisor = try Advisor(loaded)
        let model = loaded.bundle.model
        model.prepareToScore()
        var memory = parser.makeMemory()
        var features = model.makeRow()
        let lines = try Data(contentsOf: URL(filePath: cases)).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
        var paid = 0
        var times: [Double] = []
        for _ in 0...repeats {
            paid = 0
            let pass = try timed {
                for line in lines {
                    let table = try parser.parse(line, using: &memory)
                    if try advisor.decide(table, row: 0, using: &features).answer == .pay { paid += 1 }
                }
            }
            times.append(pass.seconds / Double(lines.count))
        }
        try report(
            Measurement(
                seconds: median(Array(times.dropFirst())),
                cases: lines.count,
                paid: paid,
                trees: model.trees?.rounds ?? 0
            )
        )
    }
}
