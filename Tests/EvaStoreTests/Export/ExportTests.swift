import EvaCorpus
import EvaDecisions
import EvaStore
import EvaTestSupport
import Foundation
import Testing

@Suite("Export")
struct ExportTests {
    /// A store with the cases of a small corpus, received as JSON, in the order of the corpus.
    private func filled(_ table: CaseTable) async throws -> StoreExample {
        let example = try await StoreExample.make()
        for row in 0..<table.rowCount {
            try await example.suggest(
                table.ids.text(of: row) ?? "",
                fields: CaseJSONWriter.json(table, row: row),
                isShown: row % 2 == 0
            )
        }
        return example
    }

    private func export(_ example: StoreExample, _ schema: Schema, since: StoreTime? = nil) async throws
        -> (result: ExportResult, table: CaseTable, lines: [String])
    {
        let folder = example.folder + "/export"
        let result = try await example.store.export(to: folder, schema: schema, since: since, as: .system("test"))
        let read = try CaseTable.read(
            path: folder + "/cases.csv",
            schema: Schema.load(path: folder + "/schema.yaml")
        )
        #expect(read.rejects.count == 0)
        let lines = try String(contentsOfFile: folder + "/cases.csv", encoding: .utf8).split(separator: "\n")
        return (result, read.table, lines.map(String.init))
    }

    @Test("what is exported reads back as the facts that came in, with the labels that were decided")
    func roundTrip() async throws {
        let table = try Claims.table(rows: 40)
        let example = try await filled(table)
        defer { example.remove() }
        for row in 0..<40 {
            try await example.decide("\(row)", row % 3 == 0 ? .pay : .deny, reason: "so")
        }
        let exported = try await export(example, table.schema)
        #expect(exported.result.cases == 40 && exported.result.reviewed == 0 && exported.result.rejected == 0)
        #expect(exported.table.columns == table.columns)
        #expect(exported.table.ids == table.ids && exported.table.times == table.times)
        #expect(exported.table.labels == (0..<40).map { $0 % 3 == 0 ? 1 : 0 })
        #expect(exported.table.firstDecisions == exported.table.labels)
        #expect(Set(exported.table.agents.categories) == ["anna"])
    }

    @Test("re-review outranks the first decision, which stays in a column of its own")
    func outranks() async throws {
        let table = try Claims.table(rows: 4)
        let example = try await filled(table)
        defer { example.remove() }
        try await example.decide("0", .pay)
        try await example.store.write(as: .system("test")) { try $0.refer("0", cause: .requested) }
        try await example.settle("0", .deny)
        try await example.decide("2", .review, reason: "unclear")
        let exported = try await export(example, table.schema)
        #expect(exported.table.labels == [0] && exported.table.firstDecisions == [1])
        #expect(exported.result.reviewed == 1 && exported.result.unlabelled == 3)
        try await example.settle("2", .pay)
        let later = try await export(example, table.schema)
        #expect(later.table.labels == [0, 1] && later.table.firstDecisions == [1, -1])
    }

    @Test("what was decided before and after the suggestion was seen are apart")
    func beforeAndAfter() async throws {
        let table = try Claims.table(rows: 4)
        let example = try await filled(table)
        defer { example.remove() }
        let agent = example.agent.id
        try await example.decide("0", .deny, reason: "seen")
        try await example.decide("1", .deny)
        try await example.store.write(as: .user(agent)) { transaction in
            _ = try transaction.commit(NewDecision(caseID: "3", agent: agent, answer: .deny))
            try transaction.show(transaction.reader.latestSuggestion(for: transaction.reader.case("3"))?.id ?? 0)
            _ = try transaction.decide(NewDecision(caseID: "3", agent: agent, answer: .pay))
        }
        let exported = try await export(example, table.schema)
        let header = exported.lines[0].split(separator: ",").map(String.init)
        let names = ["eva_suggestion", "decided_before_suggestion", "decided_after_suggestion", "final_review"]
        let columns = try names.map { try #require(header.firstIndex(of: $0)) }
        let cells = exported.lines.dropFirst()
            .map { line in
                let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                // Counted from the end: a cell before may hold a comma.
                return columns.map { values[values.count - header.count + $0] }
            }
        #expect(cells == [["pay", "", "deny", ""], ["pay", "deny", "", ""], ["pay", "deny", "pay", ""]])
        #expect(exported.table.labels == [0, 0, 1] && exported.table.firstDecisions == [0, 0, 0])
    }

    @Test("only cases labelled since a moment, where asked; purged cases and those of another schema are counted")
    func counted() async throws {
        let table = try Claims.table(rows: 4)
        let example = try await filled(table)
        defer { example.remove() }
        try await example.suggest("other", fields: #"{"no_such_field": 1}"#)
        for id in ["0", "1", "other"] { try await example.decide(id, .pay) }
        example.clock.advance(60)
        let moment = example.clock.now
        try await example.decide("2", .pay)
        let all = try await export(example, table.schema)
        #expect(all.result.cases == 3 && all.result.rejected == 1 && all.result.unlabelled == 1)
        #expect(all.result.rejects.first?.contains("no_such_field") == true)
        let late = try await export(example, table.schema, since: moment)
        #expect(late.result.cases == 1 && late.table.ids.text(of: 0) == "2")
        example.clock.advance(60)
        _ = try await example.store.purge(before: moment, as: .system("test"))
        let purged = try await export(example, table.schema)
        #expect(purged.result.cases == 0 && purged.result.purged == 4)
    }

    @Test("a schema with an agent and a first decision of its own keeps their names, and its labels their spelling")
    func ownNames() async throws {
        let schema = try Schema(
            yaml: """
                corpus: c
                id: id
                time: time
                label: {field: outcome, pay: [Approved, ok], deny: ["no, sorry"]}
                fields: {agent: {type: category}, eva_suggestion: {type: text}}
                agent: who
                first_decision: before
                outcome_only: [closed]
                ignore: [final_review]
                """
        )
        let example = try await StoreExample.make()
        defer { example.remove() }
        example.clock.set("2024-05-06T07:08:09")
        try await example.suggest("a, \"b\"", fields: #"{"agent": "x", "closed": 1, "eva_suggestion": "line\nbreak"}"#)
        try await example.decide("a, \"b\"", .deny, reason: "so")
        let exported = try await export(example, schema)
        #expect(exported.table.ids.text(of: 0) == "a, \"b\"")
        #expect(exported.table.times[0].description == "2024-05-06T07:08:09", "received, where the case has no time")
        #expect(exported.table.labels == [0] && exported.table.firstDecisions == [0])
        #expect(exported.table.agents.categories == ["anna"])
        #expect(exported.lines[0].contains("eva_suggestion_") && exported.lines[0].contains("final_review_"))
    }

    @Test("an export belongs to its owner alone and is noted in the audit")
    func owned() async throws {
        let table = try Claims.table(rows: 2)
        let example = try await filled(table)
        defer { example.remove() }
        _ = try await export(example, table.schema)
        for file in ["cases.csv", "schema.yaml"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: example.folder + "/export/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: example.folder + "/export").count == 2)
        let last = try await example.store.read { try $0.audit(limit: 1000).last }
        #expect(last?.action == "export.write" && last?.actor == "system:test")
    }
}
