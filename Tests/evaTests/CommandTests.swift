import EvaTestSupport
import Foundation
import Testing

@Suite("Command line")
struct CommandTests {
    @Test(
        "every command has help with an example",
        arguments: [
            ["train"], ["score"], ["evaluate"], ["backtest"], ["check"], ["schema", "infer"], ["simulate"],
            ["models", "list"],
            ["models", "show"], ["models", "promote"], ["models", "rollback"], ["standards", "check"],
            ["standards", "test"], ["standards", "publish"], ["standards", "export"],
            ["cases", "import"], ["users", "add"], ["users", "disable"], ["users", "password"], ["users", "token"],
            ["users", "revoke"], ["users", "list"], ["audit", "verify"], ["export"], ["purge"], ["backup"],
            ["restore"], ["doctor"], ["serve"],
        ]
    )
    func help(command: [String]) throws {
        let result = try Command.run(command + ["--help"])
        #expect(result.code == 0)
        #expect(result.output.contains("Example"))
        #expect(result.output.contains("eva \(command.joined(separator: " "))"))
    }

    @Test(
        "usage and bad input end with 2 and one line that says what is wrong",
        arguments: [
            ["frobnicate"], ["score", "--model", "/nowhere", "--set", "a=1"],
            ["simulate", "--out", "x", "--cases", "0"],
            ["train", "/nowhere.csv", "--schema", "/nowhere.yaml", "--model", "m"],
            ["check", "x.txt", "--schema", "/no.yaml"],
            ["backtest", "/nowhere.csv", "--schema", "/nowhere.yaml", "--every", "year"],
            [
                "backtest", "/nowhere.csv", "--schema", "/no.yaml", "--every", "year", "--since", "2020",
                "--label-delay", "-1",
            ],
            ["backtest", "/nowhere.csv", "--schema", "/no.yaml", "--every", "week", "--since", "2020"],
        ]
    )
    func badInput(arguments: [String]) throws {
        let result = try Command.run(arguments)
        #expect(result.code == 2)
        #expect(result.errors.hasPrefix("error: "))
        #expect(result.output.isEmpty)
    }

    @Test("a claim is scored by the committed bundle, before any training")
    func score() throws {
        let result = try Command.run([
            "score", "--json", "--model", Command.repository + "/models/after-sales",
            Command.repository + "/data/after-sales/new-claim.json",
        ])
        #expect(result.code == 0)
        let json = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let keys: Set = [
            "case_id", "suggestion", "review_cause", "confidence", "probability", "score", "base", "contributions",
            "reasons", "standards", "missing_evidence", "precedents", "what_would_change_it", "amount", "model",
            "conflicts", "decided_by",
        ]
        #expect(Set(json.keys) == keys)
        let contributions = try #require(json["contributions"] as? [String: Double])
        let base = try #require(json["base"] as? Double)
        let score = try #require(json["score"] as? Double)
        #expect(abs(base + contributions.values.reduce(0, +) - score) < 1e-9)
    }

    @Test("the claimant's view is a notice: in words, as JSON, and for each of JSON Lines")
    func claimant() throws {
        let claim = Command.repository + "/data/after-sales/new-claim.json"
        func score(_ arguments: String...) throws -> String {
            let model = ["score", "--model", Command.repository + "/models/after-sales", "--view", "claimant"]
            let result = try Command.run(model + arguments)
            #expect(result.code == 0, "\(result.errors)")
            return result.output
        }
        #expect(try score(claim).hasPrefix("Your claim is "))
        #expect(try score("--language", "zh", claim).hasPrefix("您的申请"))
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let lines = folder + "/cases.jsonl"
        try Data("{\"case_id\": \"A\"}\n".utf8).write(to: URL(fileURLWithPath: lines))
        for output in [try score("--json", claim), try score("--no-changes", lines)] {
            let json = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
            let keys: Set = [
                "case_id", "decision", "main_facts", "other_facts", "standards", "still_needed", "what_you_can_do",
                "text",
            ]
            #expect(Set(json.keys) == keys)
        }
    }

    @Test("JSON Lines are answered in order, and a line that is no case stops nothing")
    func stream() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/cases.jsonl"
        let lines = [
            #"{"case_id": "A"}"#, "nonsense", "", #"{"case_id": "B", "no_such_field": 1}"#, #"{"case_id": "C"}"#,
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
        let result = try Command.run(["score", "--model", Command.repository + "/models/after-sales", path])
        #expect(result.code == 2)
        let answers = try result.output.split(separator: "\n")
            .map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        #expect(answers.map { $0["case_id"] as? String } == ["A", nil, nil, "C"])
        #expect(answers.map { $0["line"] as? Int } == [nil, 2, 4, nil])
        #expect((answers[2]["error"] as? String)?.contains("no_such_field") == true)
    }

    @Test("infer, check, train, evaluate and score work one after the other", .slow)
    func session() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func eva(_ arguments: String...) throws -> Command.Result {
            let result = try Command.run(arguments.map { $0.replacing("DIR", with: folder) })
            #expect(result.code == 0, "\(arguments): \(result.errors)")
            return result
        }
        _ = try eva("simulate", "--cases", "3000", "--seed", "3", "--out", "DIR")
        _ = try eva("schema", "infer", "DIR/cases.csv")
        _ = try eva("check", "DIR/cases.csv", "--schema", "DIR/schema.yaml", "--json")
        let trained = try eva(
            "train",
            "DIR/cases.csv",
            "--schema",
            "DIR/schema.yaml",
            "--model",
            "DIR/models/m",
            "--until",
            "2024-08-01",
            "--search",
            "fast",
            "--learner",
            "trees",
            "--json"
        )
        #expect(trained.output.contains("\"champion\" : true"))
        let report = try eva(
            "evaluate",
            "DIR/cases.csv",
            "--model",
            "DIR/models/m",
            "--since",
            "2024-08-01",
            "--json",
            "--html",
            "DIR/report.html"
        )
        #expect(report.output.contains("\"majority_accuracy\""))
        #expect(FileManager.default.fileExists(atPath: folder + "/report.html"))
        #expect(try eva("models", "list", "DIR/models").output == "m: 1 (champion)\n")
        let scored = try eva("score", "--model", "DIR/models/m", "--set", "category=apparel", "--set", "scene=shrank")
        #expect(scored.output.contains("confidence"))
    }
}
