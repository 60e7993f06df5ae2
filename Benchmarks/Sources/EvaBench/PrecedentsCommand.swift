import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaStandards
import EvaTraining
import Foundation

/// The search for precedents, and a whole suggestion with them, one case at a time on one thread.
struct PrecedentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "precedents")

    @Argument var bundle: String
    @Argument(help: "Labelled cases that become the precedents.") var corpus: String
    @Argument(help: "JSON Lines, a case a line.") var cases: String
    @Argument(help: "Model folder to write the bundle with its precedents to.") var folder: String
    @Option(help: "Written clauses to follow; without, none apply.") var standards: String?
    @Option(help: "How often each case is gone through; the least time counts.") var repeats = 5

    private struct Measurement: Encodable {
        /// A search, its median over the cases.
        let seconds: Double
        let slowestSearch: Double
        let suggestion: Double
        let slowestSuggestion: Double
        /// With reasons and clauses, without precedents and what would change it.
        let explained: Double
        let slowestExplained: Double
        /// The decision alone, which asks only whether the case is new.
        let decision: Double
        let precedents: Int
        let trees: Int
        let megabytes: Double
        let novel: Int
        let cases: Int
    }

    func run() throws {
        let (loaded, precedents) = try prepare()
        let parser = try CaseParser(schema: loaded.bundle.schema)
        let model = loaded.bundle.model
        var advisor = try Advisor(loaded)
        let schema = loaded.bundle.schema
        advisor.guidance.standards = try standards.map {
            ClauseReview(try StandardCatalogue.load(path: $0, schema: schema), schema: schema)
        }
        advisor.precedents = nil
        var lone = try AdvisorSession(advisor)
        advisor.precedents = precedents
        var session = try AdvisorSession(advisor)
        var features = model.makeRow()
        let lines = try Data(contentsOf: URL(filePath: cases)).split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
        var (searches, suggestions, decisions) = ([Double](), [Double](), [Double]())
        var novel = 0
        for line in lines {
            let table = try parser.parse(line)
            let contributions = try model.explain(table, row: 0, using: &features).contributions
            searches.append(
                try least {
                    _ = try precedents.consult(table, row: 0, features, contributions: contributions)
                }
            )
            suggestions.append(try least { _ = try session.suggest(line) })
            decisions.append(try least { _ = try session.decide(line) })
            if try session.decide(line).reviewCause == .novelty { novel += 1 }
        }
        // By itself, for a search leaves nothing of the model in the caches; pass after pass, for what disturbs so short a
        // time disturbs the next ones, too.
        var explained = [Double](repeating: .infinity, count: lines.count)
        for _ in 0..<repeats {
            for (index, line) in lines.enumerated() {
                explained[index] = min(explained[index], try timed { _ = try lone.suggest(line) }.seconds)
            }
        }
        try report(
            Measurement(
                seconds: median(searches),
                slowestSearch: searches.max() ?? 0,
                suggestion: median(suggestions),
                slowestSuggestion: suggestions.max() ?? 0,
                explained: median(explained),
                slowestExplained: explained.max() ?? 0,
                decision: median(decisions),
                precedents: precedents.count,
                trees: model.trees?.rounds ?? 0,
                megabytes: Double(loaded.bundle.extra("precedents")?.content.count ?? 0) / 1e6,
                novel: novel,
                cases: lines.count
            )
        )
    }

    /// Makes the bundle unless it is there, and reads it.
    private func prepare() throws -> (LoadedBundle, PrecedentIndex) {
        if !FileManager.default.fileExists(atPath: folder) {
            var made = try ModelBundle.load(bundle).bundle
            let table = try CaseTable.read(path: corpus, schema: made.schema).table
            made.extras = [try PrecedentBuilder(made, table, pool: WorkerPool(threads: 2)).part().part]
            _ = try made.add(toModel: folder, promote: true)
        }
        let loaded = try ModelBundle.load(folder)
        guard let index = try PrecedentIndex(loaded.bundle) else {
            throw ValidationError("\(folder) has no precedents; name a folder that is not there yet")
        }
        return (loaded, index)
    }

    private func least(_ body: () throws -> Void) rethrows -> Double {
        try (0..<repeats).map { _ in try timed(body).seconds }.min() ?? 0
    }
}
