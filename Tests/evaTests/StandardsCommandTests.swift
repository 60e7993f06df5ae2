import EvaTestSupport
import Foundation
import Testing

@Suite("Standards on the command line")
struct StandardsCommandTests {
    private static let data = Command.repository + "/data/after-sales/"
    private static let model = Command.repository + "/models/after-sales"

    private func object(_ result: Command.Result) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    /// Runs `body` with a folder in which changed.yaml is the committed catalogue with `text` replaced.
    private func withChanged(
        _ text: String,
        _ replacement: String,
        _ body: (_ path: String, _ folder: String) throws -> Void
    ) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let yaml = try String(contentsOfFile: Self.data + "standards.yaml", encoding: .utf8)
        #expect(yaml.contains(text))
        let path = folder + "/changed.yaml"
        try yaml.replacing(text, with: replacement).write(toFile: path, atomically: true, encoding: .utf8)
        try body(path, folder)
    }

    @Test("the committed catalogue has no error, and every clause of it is counted on the sample")
    func check() throws {
        let arguments = [
            "standards", "check", Self.data + "standards.yaml", "--schema", Self.data + "schema.yaml",
            Self.data + "sample.csv",
        ]
        let text = try Command.run(arguments)
        #expect(text.code == 0 && text.errors.isEmpty, "\(text.errors)")
        #expect(text.output.hasPrefix("after-sales: "))
        let json = try object(Command.run(arguments + ["--json"]))
        #expect(Set(json.keys) == ["corpus", "standards", "cases", "findings", "clauses"])
        let findings = try #require(json["findings"] as? [[String: Any]])
        #expect(!findings.contains { $0["level"] as? String == "error" })
        let clauses = try #require(json["clauses"] as? [[String: Any]])
        #expect(clauses.count == json["standards"] as? Int)
        #expect(clauses.allSatisfy { ($0["applies"] as? Int ?? 0) > 0 })
    }

    @Test("an error in a catalogue ends its check with 1, a catalogue that cannot be read with 2")
    func codes() throws {
        try withChanged("order_date: {after_days: 120}", "order_date: {after_days: 120, within_days: 90}") { path, _ in
            let result = try Command.run(["standards", "check", path, "--schema", Self.data + "schema.yaml"])
            #expect(result.code == 1 && result.output.contains("unreachable  GEN-03"))
        }
        try withChanged("order_date: {after_days: 120}", "order_date: {after_weeks: 120}") { path, _ in
            let result = try Command.run(["standards", "check", path, "--schema", Self.data + "schema.yaml"])
            #expect(result.code == 2 && result.output.isEmpty)
            #expect(result.errors.hasPrefix("error: \(path):") && result.errors.contains("after_weeks"))
        }
    }

    @Test("a changed clause flips cases, listed with their answers and by clause, with and without a model")
    func trial() throws {
        try withChanged("claim_amount: {at_most: 100}", "claim_amount: {at_most: 400}") { path, _ in
            let arguments = [
                "standards", "test", Self.data + "sample.csv", "--schema", Self.data + "schema.yaml", "--standards",
                Self.data + "standards.yaml", "--against", path,
            ]
            for model in [[], ["--model", Self.model]] {
                let json = try object(Command.run(arguments + model + ["--json"]))
                #expect(json["with_model"] as? Bool == !model.isEmpty)
                let flips = try #require(json["flips"] as? [[String: Any]])
                #expect(!flips.isEmpty)
                // GEN-04 pays more than before; where another clause must deny, a reviewer is asked or nothing is said.
                let answers = Set(flips.compactMap { $0["after"] as? String })
                #expect(answers.isSubset(of: ["pay", "none", "review"]))
                let clauses = try #require(json["clauses"] as? [[String: Any]])
                #expect((clauses.first?["standard"] as? [String: Any])?["id"] as? String == "GEN-04")
            }
            let text = try Command.run(arguments)
            #expect(text.code == 0 && text.output.contains("cases are answered otherwise (clauses alone)"))
        }
    }

    @Test("a claim is scored, and cases judged, by clauses and model together")
    func guided() throws {
        let claim = ["score", "--model", Self.model, "--set", "scene=return_refused", "--set", "category=fresh_food"]
        let alone = try object(Command.run(claim + ["--json"]))
        #expect(alone["decided_by"] as? String == "model" && (alone["standards"] as? [Any])?.isEmpty == true)
        let standards = ["--standards", Self.data + "standards.yaml"]
        let guided = try object(Command.run(claim + standards + ["--json"]))
        #expect(guided["decided_by"] as? String == "standard" && guided["suggestion"] as? String == "deny")
        #expect(guided["probability"] as? Double == alone["probability"] as? Double)

        let evaluate = ["evaluate", Self.data + "sample.csv", "--model", Self.model, "--json"]
        let before = try object(Command.run(evaluate))
        let after = try object(Command.run(evaluate + standards))
        let coverage = try #require(before["coverage"] as? Double)
        #expect(try #require(after["coverage"] as? Double) < coverage)
        #expect(
            try object(Command.run(evaluate + standards + ["--threads", "1"])) as NSDictionary == after as NSDictionary
        )
    }
}
