import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
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
        let model = loaded.bundle.model
        let pool = WorkerPool(threads: 1)
        model.trees?.prepareToScore()
        let lines = try Data(contentsOf: URL(filePath: cases)).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
        var paid = 0
        let times = try (0...repeats)
            .map { _ in
                paid = 0
                return try timed {
                    for line in lines {
                        // What `Advisor` does when nobody asks for reasons.
                        let probability = try model.predict(parser.parse(line), rows: 0..<1, pool: pool)
                            .probabilities[0]
                        let answer: Answer = probability >= 0.5 ? .pay : .deny
                        if answer == .pay { paid += 1 }
                    }
                }
                .seconds / Double(lines.count)
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
