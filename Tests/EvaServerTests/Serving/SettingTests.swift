import EvaDecisions
import EvaServer
import EvaStandards
import EvaStore
import EvaTestSupport
import Foundation
import Testing

struct SettingTests {
    private static let deny = """
        corpus: claims
        standards:
        - id: A-1
          title: {en: Damaged, zh: 破损}
          text: {en: No damage is paid., zh: 破损不赔。}
          when: {scene: {is: damaged}}
          effect: must_deny
        """

    private static func costs(review: Double) -> String {
        """
        corpus: claims
        currency: CNY
        wrong_pay: {recovery: 0, fixed: 0}
        wrong_deny: {share: 1, fixed: 0}
        review: \(review)
        missing_amount: 100
        """
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = try temporaryFolder() + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test
    func `Files come into force at the first start only, and every suggestion records what was in force`() async throws
    {
        let standards = try file("standards.yaml", Self.deny)
        let example = try await ServerExample(files: [.standards: standards])
        // From now on the database rules.
        let later = try file("standards.yaml", Self.deny.replacing("must_deny", with: "must_pay"))
        let again = try await ModelDesk(
            model: example.model,
            files: [.standards: later, .costs: try file("costs.yaml", Self.costs(review: 1))],
            segment: nil,
            store: example.store
        )
        #expect(again.serving.settings[.standards]?.body == Self.deny)
        #expect(again.serving.settings[.costs] != nil)
        try await example.run { client in
            let answer = try await client.post("/v1/suggestions", ExampleCase.json("c"))
            #expect(answer.text("suggestion") == "deny")
            #expect(answer.text("decided_by") == "standard")
            #expect(answer.text("standards.0.id") == "A-1")
            let id = Int64(try #require(answer.number("suggestion_id")))
            let stored = try await example.store.read { try $0.suggestion(id) }
            let hash = try await client.get("/v1/standards", as: .curator).text("hash")
            #expect(stored.settings == SettingHashes(standards: hash))
            #expect(hash != nil)
        }
    }

    @Test
    func `What comes into force is served without a restart`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let json = ExampleCase.json("c")
            #expect(try await client.post("/v1/suggestions?dry_run", json).text("suggestion") != "review")
            let curator = try #require(try await example.store.access(token: example.tokens[.curator] ?? ""))
            let cheap = SettingText(.costs, body: Self.costs(review: 0), file: "costs.yaml")
            try await example.server.services.desk.publish(cheap, note: "reviews cost nothing", by: curator)
            let answer = try await client.post("/v1/suggestions", json)
            #expect(answer.text("suggestion") == "review")
            let id = Int64(try #require(answer.number("suggestion_id")))
            #expect(try await example.store.read { try $0.suggestion(id).settings.costs } != nil)

            // Another process puts clauses in force.
            try await example.store.write(as: .system("cli")) { transaction in
                let draft = try transaction.saveDraft(.standards, body: Self.deny, note: "")
                _ = try transaction.publish(draft.id)
            }
            var suggestion: String?
            for _ in 0..<60 where suggestion != "deny" {
                try await Task.sleep(for: .milliseconds(250))
                suggestion = try await client.post("/v1/suggestions?dry_run", json).text("suggestion")
            }
            #expect(suggestion == "deny")
        }
    }

    @Test
    func `A broken text is refused with line and column, and what was in force stays so`() async throws {
        let example = try await ServerExample(files: [.standards: try file("standards.yaml", Self.deny)])
        try await example.run { client in
            let curator = try #require(try await example.store.access(token: example.tokens[.curator] ?? ""))
            let before = try await client.post("/v1/suggestions?dry_run", ExampleCase.json("c"))
            let broken: [(SettingKind, String, Int)] = [
                (.standards, Self.deny.replacing("scene", with: "scenery"), 6),
                (.costs, Self.costs(review: -1), 5),
                (.policy, "corpus: claims\nrisk: 2\nbudgets: {wrong_pay: 0.1}\n", 2),
            ]
            for (kind, body, line) in broken {
                let text = SettingText(kind, body: body, file: "new.yaml")
                let error = await #expect(throws: (any Error).self) {
                    try await example.server.services.desk.publish(text, note: "", by: curator)
                }
                #expect("\(try #require(error))".hasPrefix("new.yaml:\(line):"), "\(String(describing: error))")
                #expect(Problem(try #require(error))?.line == line)
            }
            // The example's model has no record that thresholds could be found on.
            let policy = "corpus: claims\nrisk: 0.1\nbudgets: {wrong_pay: 0.1}\n"
            await #expect(throws: DecisionsError.self) {
                try await example.server.services.desk.publish(
                    SettingText(.policy, body: policy, file: "policy.yaml"),
                    note: "",
                    by: curator
                )
            }
            // One that another process put there unchecked does not replace what is served.
            try await example.store.write(as: .system("cli")) { transaction in
                _ = try transaction.publish(try transaction.saveDraft(.standards, body: "standards: [", note: "").id)
            }
            await #expect(throws: StandardsError.self) { try await example.server.services.desk.refresh() }
            let after = try await client.post("/v1/suggestions?dry_run", ExampleCase.json("c"))
            #expect(after.text == before.text)
            #expect(try await client.get("/v1/standards").text("yaml") == Self.deny)
        }
    }
}
