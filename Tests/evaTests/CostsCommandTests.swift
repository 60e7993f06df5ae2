import EvaTestSupport
import Foundation
import Testing

@Suite("--costs")
struct CostsCommandTests {
    private static let model = Command.repository + "/models/after-sales"
    private static let sample = Command.repository + "/data/after-sales/sample.csv"
    private static let costs = Command.repository + "/data/after-sales/costs.yaml"

    private func object(_ result: Command.Result) throws -> [String: Any] {
        #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test("an evaluation with costs tells what the suggestions cost and save, one without has none")
    func evaluate() throws {
        let plain = try object(Command.run(["evaluate", Self.sample, "--model", Self.model, "--json"]))
        #expect(plain["money"] is NSNull)
        let json = try object(
            Command.run(["evaluate", Self.sample, "--model", Self.model, "--json", "--costs", Self.costs])
        )
        let money = try #require(json["money"] as? [String: Any])
        #expect(
            Set(money.keys) == [
                "at_stake", "cost", "wrong_pay", "wrong_deny", "review", "pay_all", "deny_all", "review_all",
                "saved_against_pay_all", "saved_against_deny_all", "saved_against_review_all",
            ]
        )
        let cost = try #require((money["cost"] as? [String: Any])?["total"] as? Double)
        let saved = try #require((money["saved_against_pay_all"] as? [String: Any])?["total"] as? Double)
        #expect(abs(try #require(money["pay_all"] as? Double) - cost - saved) < 1e-6)
        #expect(try #require(json["coverage"] as? Double) < 1)
        #expect(json["accuracy"] as? Double == plain["accuracy"] as? Double)
        #expect((json["review_causes"] as? [String: Int])?["unsure"] != nil)
    }

    @Test("a dear review is left to nobody, a free one takes what is open")
    func score() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (review, answer) in [("1e9", "pay"), ("0", "review")] {
            let text = try String(contentsOfFile: Self.costs, encoding: .utf8)
                .replacing("review: 15", with: "review: \(review)")
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/costs.yaml"))
            let json = try object(
                Command.run([
                    "score", "--json", "--model", Self.model, "--costs", folder + "/costs.yaml",
                    Command.repository + "/data/after-sales/new-claim.json",
                ])
            )
            #expect(json["suggestion"] as? String == answer)
            #expect(json["review_cause"] as? String == (answer == "review" ? "unsure" : nil))
        }
    }

    @Test(
        "a broken table of costs ends every command before its work, with place and cure",
        arguments: [
            ["score", "--model", model, "--set", "scene=shrank"], ["evaluate", sample, "--model", model],
            [
                "backtest", sample, "--schema", Command.repository + "/data/after-sales/schema.yaml", "--since", "2024",
                "--every", "year",
            ],
            [
                "train", sample, "--schema", Command.repository + "/data/after-sales/schema.yaml", "--model",
                "/nowhere/m",
            ],
        ]
    )
    func broken(command: [String]) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/costs.yaml"
        let text = try String(contentsOfFile: Self.costs, encoding: .utf8).replacing("CNY", with: "USD")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let result = try Command.run(command + ["--costs", path])
        #expect(result.code == 2 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: \(path):3:11: the costs are in USD"), "\(result.errors)")
        #expect(result.errors.contains("; give all costs in CNY"))
    }
}
