import EvaTestSupport
import Foundation
import Testing

@Suite("eva backtest")
struct BacktestCommandTests {
    private static let sample = Command.repository + "/data/after-sales/sample.csv"
    private static let schema = Command.repository + "/data/after-sales/schema.yaml"

    private func backtest(_ arguments: String...) throws -> Command.Result {
        try Command.run(
            [
                "backtest", Self.sample, "--schema", Self.schema, "--learner", "trees", "--search", "none", "--since",
                "2023-02-15", "--until", "2023-04-01", "--every", "month",
            ] + arguments
        )
    }

    @Test("figures pooled and per period, a row a case and a page come out of one run")
    func run() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (rows, page) = (folder + "/predictions.csv", folder + "/replay.html")
        let result = try backtest("--json", "--label-delay", "7", "--predictions", rows, "--html", page)
        #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        let json = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let keys = [
            "cases", "base_rate", "accuracy", "accuracy_interval", "majority_accuracy", "auc", "log_loss", "brier",
            "ece",
            "coverage", "selective_accuracy", "wrong_pay_rate", "wrong_deny_rate", "confusion",
        ]
        let periods = try #require(json["periods"] as? [[String: Any]])
        #expect(periods.map { $0["period"] as? String } == ["2023-02", "2023-03"])
        for key in keys {
            #expect(json[key] != nil, "\(key)")
            #expect(periods.allSatisfy { $0[key] != nil }, "\(key)")
        }
        let lines = try String(contentsOfFile: rows, encoding: .utf8).split(separator: "\n")
        #expect(lines[0] == "case_id,time,label,probability,suggestion")
        #expect(lines.count - 1 == json["cases"] as? Int)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["predictions.csv", "replay.html"]
        )
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Log loss per period"))
    }

    @Test(
        "a file that cannot be written ends the run before the corpus is read",
        arguments: ["--predictions", "--html"]
    )
    func unwritable(option: String) throws {
        for path in ["/no/such/folder/out", NSTemporaryDirectory()] {
            let result = try Command.run([
                "backtest", "/nowhere.csv", "--schema", Self.schema, "--since", "2023", "--every", "year", option, path,
            ])
            #expect(result.code == 1)
            #expect(result.errors.hasPrefix("error: \(path): cannot be written; "))
            #expect(result.output.isEmpty)
        }
    }

    @Test("a start without --since is asked for by name")
    func noSince() throws {
        let result = try Command.run(["backtest", Self.sample, "--schema", Self.schema, "--every", "year"])
        #expect(result.code == 2 && result.errors.contains("--since is missing"))
    }
}
