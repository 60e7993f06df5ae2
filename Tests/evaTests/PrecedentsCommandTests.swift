import EvaTestSupport
import Foundation
import Testing

@Suite("--precedents")
struct PrecedentsCommandTests {
    private static let sample = Command.repository + "/data/after-sales/sample.csv"
    private static let schema = Command.repository + "/data/after-sales/schema.yaml"

    private func object(_ result: Command.Result) throws -> [String: Any] {
        #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test("the newest earlier cases are kept, and a claim is told of those before it, nearest first", .slow)
    func trainAndScore() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let model = folder + "/models/small"
        let trained = try object(
            Command.run([
                "train", Self.sample, "--schema", Self.schema, "--model", model, "--learner", "trees", "--search",
                "none",
                "--precedents", Self.sample, "--max-precedents", "700", "--json",
            ])
        )
        let kept = try #require(trained["precedents"] as? [String: Any])
        #expect(kept["cases"] as? Int == 700)
        let claim = Command.repository + "/data/after-sales/new-claim.json"
        let json = try object(Command.run(["score", "--json", "--model", model, claim]))
        let precedents = try #require(json["precedents"] as? [[String: Any]])
        #expect(precedents.count == 5)
        let similarities = precedents.compactMap { $0["similarity"] as? Double }
        #expect(similarities == similarities.sorted(by: >) && similarities.allSatisfy { $0 > 0 && $0 <= 1 })
        let last = try #require(kept["last_time"] as? String)
        #expect(precedents.compactMap { $0["time"] as? String }.allSatisfy { $0 <= last })

        let first = try #require(kept["first_time"] as? String)
        let early = try object(
            Command.run([
                "score", "--json", "--model", model, "--set", "claimed_at=2000-01-01", "--set", "scene=shrank",
            ])
        )
        #expect((early["precedents"] as? [Any])?.isEmpty == true, "none is older than \(first)")
    }

    @Test("a number without a file, or none at all, is an error before any work")
    func usage() throws {
        let train = ["train", Self.sample, "--schema", Self.schema, "--model", "/nowhere/m"]
        let alone = try Command.run(train + ["--max-precedents", "5"])
        #expect(alone.code == 2 && alone.errors.contains("--max-precedents is of no use without --precedents"))
        let zero = try Command.run(train + ["--precedents", Self.sample, "--max-precedents", "0"])
        #expect(zero.code == 2 && zero.errors.contains("--max-precedents is 0"))
        let missing = try Command.run(train + ["--precedents", "/nowhere.csv"])
        #expect(missing.code == 2 && missing.errors.contains("/nowhere.csv"))
    }
}
