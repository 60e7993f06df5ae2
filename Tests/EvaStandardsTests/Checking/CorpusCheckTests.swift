import EvaCorpus
import EvaStandards
import EvaTestSupport
import Testing

@Suite("Checks of a catalogue by the cases of a corpus")
struct CatalogueCorpusTests {
    private static let schema = """
        corpus: claims
        id: id
        time: time
        label: {field: decision}
        fields:
          kind: {type: category}
          proof: {type: set, separator: "|"}
          amount: {type: money}
        """

    /// Claims of coats are paid, `against` of 40 are not; hats are denied.
    private func table(against: Int = 0) throws -> CaseTable {
        var csv = "id,time,decision,kind,proof,amount\n"
        for number in 0..<40 {
            csv += "c\(number),2024-03-01,\(number < against ? "deny" : "pay"),coat,photo,\(number)\n"
            csv += "h\(number),2024-03-02,deny,hat,|,\(number)\n"
        }
        return try EvaTestSupport.table(schema: Self.schema, csv: csv)
    }

    private func check(_ clauses: [String], _ table: CaseTable) throws -> CatalogueCheck {
        let lines = clauses.enumerated()
            .map { "  - {id: S\($0), title: {en: a, zh: b}, text: {en: c, zh: d}, \($1)}\n" }
        let yaml = "corpus: claims\nevidence_field: proof\nstandards:\n" + lines.joined()
        return try CatalogueCheck.run(
            try StandardCatalogue(yaml: yaml, schema: table.schema),
            schema: table.schema,
            table: table
        )
    }

    @Test("clauses are counted where they apply, where they are in force, and as they were followed")
    func counts() throws {
        let check = try check(
            [
                "when: {kind: {is: coat}}, effect: must_pay",
                "when: {kind: {is: hat}}, effect: needs_evidence, evidence: photo",
                "when: {amount: {below: 10}}, effect: supports_pay, evidence: photo",
            ],
            table(against: 3)
        )
        #expect(check.records.map(\.applies) == [40, 40, 20])
        #expect(check.records.map(\.inForce) == [40, 40, 10])
        // Where a clause must be followed, what supports has nothing to say.
        #expect(check.records.map(\.labelled) == [40, 40, 0])
        #expect(check.records.map(\.followed) == [37, 40, 0])
        #expect(check.cases == 80 && check.findings.isEmpty, "\(check.findings)")
    }

    @Test(
        "a clause that must be followed and was not is a warning, an error where most were decided otherwise",
        arguments: [(0, nil), (4, nil), (12, CatalogueFinding.Level.warning), (34, .error)]
            as [(Int, CatalogueFinding.Level?)]
    )
    func history(against: Int, level: CatalogueFinding.Level?) throws {
        let check = try check(["when: {kind: {is: coat}}, effect: must_pay"], table(against: against))
        #expect(check.findings.map(\.level) == [level].compactMap(\.self))
        #expect(check.findings.allSatisfy { $0.kind == .history && $0.cases == 40 })
    }

    @Test("a clause that supports what was rarer among its cases than among all disagrees with history")
    func softHistory() throws {
        let check = try check(
            ["when: {kind: {is: hat}}, effect: supports_pay", "when: {kind: {is: hat}}, effect: supports_deny"],
            table()
        )
        #expect(check.findings.map(\.kind) == [.history])
        #expect(check.findings.first?.standards.map(\.id) == ["S0"])
    }

    @Test("a clause without cases, and names that no case has, are pointed out")
    func unused() throws {
        let check = try check(
            [
                "when: {kind: {in: [coat, caot]}}, effect: supports_pay",
                "when: {kind: {is: coat}}, effect: supports_pay, valid_from: 2030-01-01",
                "when: {amount: {above: 9999}}, effect: supports_pay",
            ],
            table()
        )
        let found = check.findings.map { "\($0.kind.rawValue) \($0.standards.map(\.id).joined(separator: " "))" }
        #expect(found == ["overlapping S1 S0", "unknown_value S0", "unused S1", "unused S2"])
        #expect(check.findings[1].message.contains("kind caot"))
        #expect(check.findings[2].message.contains("time"))
        #expect(!check.has(.error))
    }

    @Test("cases show that one clause never adds to another, though logic cannot")
    func overlapByCases() throws {
        let clauses = [
            "when: {kind: {is: coat}}, effect: supports_pay", "when: {proof: {has: photo}}, effect: supports_pay",
        ]
        let check = try check(clauses, table())
        #expect(check.findings.map(\.kind) == [.overlapping])
        #expect(check.findings.first?.cases == 40)
    }

    @Test("contradictions come with their number and an example, those that no case shows as a note")
    func contradictions() throws {
        let table = try table()
        let clauses = [
            "when: {kind: {is: coat}}, effect: must_pay", "when: {amount: {at_least: 39}}, effect: must_deny",
            "when: {amount: {above: 9999}}, effect: must_deny",
        ]
        let found = try check(clauses, table).findings.filter { $0.kind == .contradictory }
        #expect(found.map(\.level) == [.warning, .note])
        #expect(found.map(\.cases) == [1, 0])
        #expect(found.map(\.example) == ["c39", nil])
    }
}
