import EvaCorpus
import EvaDecisions
import EvaStore
import EvaTestSupport
import Foundation
import Testing

@Suite("eva retrain", .slow)
struct RetrainCommandTests {
    private static let sample = Command.repository + "/data/after-sales/sample.csv"
    private static let schema = Command.repository + "/data/after-sales/schema.yaml"
    private static let training = ["--learner", "logistic", "--search", "none"]

    /// Runs `body` with a model that learned from the sample's cases before October 2023, with precedents; `isMisled`, by
    /// labels that say nothing.
    private func withModel(
        isMisled: Bool = false,
        _ body: (_ model: String, _ folder: String) throws -> Void
    ) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let model = folder + "/models/claims"
        let trained = try Command.run(
            [
                "train", isMisled ? try shuffled(in: folder) : Self.sample, "--schema", Self.schema, "--model", model,
                "--until", "2023-10-01",
                "--precedents", Self.sample, "--max-precedents", "50",
            ] + Self.training
        )
        #expect(trained.code == 0, "\(trained.errors)")
        try body(model, folder)
    }

    /// The sample with labels drawn by chance.
    private func shuffled(in folder: String) throws -> String {
        var random = SplitMix(state: 1)
        let lines = try String(contentsOfFile: Self.sample, encoding: .utf8)
        let shuffled = lines.replacing(/,(pay|deny),(?=[^,\n]*,[a-z_]*,[^,\n]*\n)/) { match in
            random.uniform() < 0.5 ? ",pay," : ",deny,"
        }
        #expect(shuffled != lines)
        let path = folder + "/shuffled.csv"
        try Data(shuffled.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func object(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func retrain(_ model: String, _ arguments: [String]) throws -> Command.Result {
        try Command.run(["retrain", "--model", model, "--every", "half"] + Self.training + arguments)
    }

    private func champion(_ model: String) throws -> String {
        try String(contentsOfFile: model + "/champion", encoding: .utf8)
    }

    @Test("a run serves the challenger or leaves the champion, says why not, and leaves the same record on disk")
    func record() throws {
        try withModel { model, _ in
            let dry = try retrain(model, ["--cases", Self.sample, "--dry-run", "--json"])
            #expect(dry.code == 0 && dry.errors.isEmpty, "\(dry.errors)")
            let told = try object(dry.output)
            #expect(["would_promote", "kept"].contains(told["outcome"] as? String))
            #expect(try champion(model) == "1\n")
            #expect(try String(contentsOfFile: model + "/retrains/1.json", encoding: .utf8) + "\n" == dry.output)

            let result = try retrain(model, ["--cases", Self.sample, "--json"])
            let record = try object(result.output)
            let verdict = try #require(record["verdict"] as? [String: Any])
            let why = try #require(verdict["why"] as? [String])
            let isPromoted = record["outcome"] as? String == "promoted"
            #expect(record["number"] as? Int == 2)
            #expect(isPromoted == why.isEmpty && isPromoted == (told["outcome"] as? String == "would_promote"))
            #expect(try champion(model) == (isPromoted ? "2\n1\n" : "1\n"))
            #expect(FileManager.default.fileExists(atPath: model + "/2") == isPromoted)
            #expect(verdict["since"] as? String == "2023-10-01")
            let figures = try #require(verdict["figures"] as? [String: Any])
            #expect(
                (figures["periods"] as? [[String: Any]])?.map { $0["period"] as? String } == [
                    "2023-H2", "2024-H1", "2024-H2",
                ]
            )
            let difference = try #require(figures["against_champion"] as? [String: Any])
            #expect(
                (difference["interval"] as? [Double])?.count == 2 && (difference["blocks"] as? [Double])?.count == 10
            )
            let source = try #require((record["sources"] as? [[String: Any]])?.first)
            #expect(source["cases"] as? Int == 2000 && (source["sha256"] as? String)?.count == 64)
        }
    }

    @Test("a corpus whose past comes back with shuffled labels changes nothing")
    func shuffled() throws {
        try withModel { model, folder in
            let result = try retrain(model, ["--cases", shuffled(in: folder)])
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.contains("Version 1 stays:\n  that "), "\(result.output)")
            #expect(try champion(model) == "1\n")
        }
    }

    @Test("a challenger whose promotion cannot be recorded does not serve; once it can, it does")
    func unrecorded() throws {
        try withModel(isMisled: true) { model, _ in
            try Data().write(to: URL(fileURLWithPath: model + "/retrains"))
            let refused = try retrain(model, ["--cases", Self.sample])
            #expect(refused.code != 0 && refused.errors.contains("/retrains: cannot create the folder"), "\(refused)")
            #expect(try champion(model).hasPrefix("1\n"))
            try FileManager.default.removeItem(atPath: model + "/retrains")
            let taken = try retrain(model, ["--cases", Self.sample, "--json"])
            #expect(try object(taken.output)["outcome"] as? String == "promoted", "\(taken)")
            #expect(try champion(model).hasPrefix("3\n"))
        }
    }

    @Test("what agents decided is learned from, also where only the simulation knows how likely each case was")
    func decisions() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (model, database) = (folder + "/models/claims", folder + "/eva.sqlite")
        let train = ["train", Self.sample, "--schema", Self.schema, "--model", model, "--until", "2023-10-01"]
        #expect(try Command.run(train + Self.training).code == 0)
        let open = ["cases", "import", Self.sample, "--model", model, "--since", "2023-10-01", "--database", database]
        #expect(try Command.run(open).code == 0)
        let table = try CaseTable.read(path: Self.sample, schema: Schema.load(path: Self.schema)).table
        let cut = CaseTime(year: 2023, month: 10)
        let store = try EvaStore(path: database)
        let agent = try await store.addUser("mia", roles: [.agent], password: nil, as: .system("test"))
        let decided = try await store.write(as: .user(agent.id)) { transaction in
            var decided = 0
            for row in table.labels.indices where table.times[row] >= cut && table.labels[row] >= 0 {
                let answer = table.labels[row] == 1 ? Answer.pay : .deny
                let id = table.ids.text(of: row) ?? ""
                _ = try transaction.decide(NewDecision(caseID: id, agent: agent.id, answer: answer, reason: "as then"))
                decided += 1
            }
            return decided
        }
        try store.close()
        let result = try retrain(model, ["--cases", Self.sample, "--database", database, "--dry-run", "--json"])
        #expect(result.code == 0, "\(result.errors)")
        let record = try object(result.output)
        #expect(((record["verdict"] as? [String: Any])?["figures"] as? [String: Any])?["challenger"] != nil)
        #expect((record["database"] as? [String: Any])?["cases"] as? Int == decided)
    }

    @Test("a database without decisions teaches nothing, and its audit tells of the run")
    func database() throws {
        try withModel { model, folder in
            let database = folder + "/eva.sqlite"
            let imported = try Command.run(
                ["cases", "import", Self.sample, "--model", model, "--until", "2023-01-05", "--database", database]
            )
            #expect(imported.code == 0, "\(imported.errors)")
            let result = try retrain(
                model,
                ["--database", database, "--cases", Self.sample, "--until", "2023-10-05", "--json"]
            )
            let record = try object(result.output)
            let verdict = try #require(record["verdict"] as? [String: Any])
            #expect(record["outcome"] as? String == "kept" && verdict["figures"] == nil)
            #expect((verdict["why"] as? [String])?.first?.contains("are too few to judge by") == true)
            #expect((record["database"] as? [String: Any])?["unlabelled"] as? Int ?? 0 > 0)
            #expect(try Command.run(["audit", "verify", "--database", database]).code == 0)
        }
    }

    @Test("a purge with the model takes precedents out of all its versions, and they go on answering")
    func purge() throws {
        try withModel { model, folder in
            let database = ["--database", folder + "/eva.sqlite"]
            _ = try Command.run(["cases", "import", Self.sample, "--model", model, "--until", "2023-01-05"] + database)
            let arguments = ["purge", "--before", "2023-09-15", "--model", model, "--json"] + database
            let bundle = try #require((try object(Command.run(arguments).output)["bundles"] as? [[String: Any]])?.first)
            let removed = try #require(bundle["removed"] as? Int)
            #expect(bundle["path"] as? String == model + "/1" && removed > 0 && removed < 50)
            let again = try #require((try object(Command.run(arguments).output)["bundles"] as? [[String: Any]])?.first)
            #expect(again["removed"] as? Int == 0)
            let scored = try Command.run(
                ["score", "--model", model, "--json", Command.repository + "/data/after-sales/new-claim.json"]
            )
            let precedents = try #require(try object(scored.output)["precedents"] as? [[String: Any]])
            #expect(precedents.allSatisfy { ($0["time"] as? String ?? "") >= "2023-09-15" } && !precedents.isEmpty)
            #expect(try Command.run(["audit", "verify"] + database).code == 0)
            #expect(try Command.run(["purge", "--before", "2023-01-01", "--model", folder] + database).code == 2)
        }
    }

    @Test("wrong usage is refused before any work")
    func usage() throws {
        try withModel { model, folder in
            for arguments in [
                [], ["--cases", Self.sample, "--since", "2023-09-30"], ["--cases", Self.sample, "--label-delay", "-1"],
                ["--cases", Self.sample, "--max-precedents", "0"], ["--database", folder + "/none.sqlite"],
                ["--cases", Command.repository + "/data/none.csv"],
            ] {
                let result = try retrain(model, arguments)
                #expect(result.code == 2 && result.errors.hasPrefix("error: "), "\(arguments) \(result.errors)")
            }
            #expect(try retrain(folder + "/models/none", ["--cases", Self.sample]).code != 0)
            #expect(!FileManager.default.fileExists(atPath: model + "/retrains"))
        }
    }
}
