import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaTestSupport
import Testing

@Suite("What would change it")
struct ChangeSearchTests {
    /// A decision, to make others of.
    private let base: Decision

    init() throws {
        let (table, advisor) = try AdvisorExample.claims.get()
        var features = advisor.bundle.model.makeRow()
        base = try advisor.decide(table, row: 0, using: &features)
    }

    private func decision(_ answer: Answer, _ probability: Double) -> Decision {
        var decision = base
        (decision.answer, decision.probability, decision.score) = (answer, probability, probability)
        return decision
    }

    private static let actionable = Claims.schema
        .replacing("scene: {type: category,", with: "scene: {type: category, actionable: true,")
        .replacing("shop: {type: category}", with: "shop: {type: category, actionable: true}")
        .replacing("amount: {type: money,", with: "amount: {type: money, actionable: true,")
        .replacing("vip: {type: flag}", with: "vip: {type: flag, actionable: true}")

    private static func advisor(schema: String = Claims.schema, offset: Double = 0) throws -> (Advisor, CaseTable) {
        let csv = Claims.header + Claims.lines(rows: 160).map { $0 + "\n" }.joined()
        let table = try EvaTestSupport.table(schema: schema, csv: csv)
        var advisor = try AdvisorExample.advisor(offset: offset, table: table)
        advisor.changes = ChangeSearch(advisor.bundle)
        return (advisor, table)
    }

    /// The case again, read from its values, with some replaced.
    private static func again(_ table: CaseTable, row: Int, with steps: [WhatWouldChangeIt.Step]) throws -> CaseTable {
        var values = [(field: "time", value: table.times[row].description)]
        for (index, field) in table.schema.fields.enumerated() {
            let changed = steps.first { $0.field == field.name }?.to
            guard let value = changed ?? table.displayValue(field: index, row: row) else { continue }
            let isEmptySet = field.type == .set && value.isEmpty
            values.append(
                (field.name, isEmptySet ? "|" : field.type == .set ? value.replacing("; ", with: "|") : value)
            )
        }
        return try CaseTable.one(values: values, schema: table.schema)
    }

    @Test("every change found is real: the changed case, read anew, gets the other answer", arguments: [-1.5, 0, 1.5])
    func real(offset: Double) throws {
        let (advisor, table) = try Self.advisor(schema: Self.actionable, offset: offset)
        var found = 0
        for row in stride(from: 0, to: table.rowCount, by: 3) {
            let suggestion = try advisor.suggest(table, row: row)
            guard let change = suggestion.whatWouldChangeIt else { continue }
            found += 1
            let changed = try advisor.suggest(Self.again(table, row: row, with: change.changes), row: 0)
            #expect(changed.answer == change.suggestion && changed.answer != suggestion.answer)
            #expect(changed.probability == change.probability)
            for step in change.changes {
                let field = try #require(table.schema.fieldIndex(step.field))
                #expect(step.from == table.displayValue(field: field, row: row) && step.from != step.to)
            }
            #expect(change.changes.count <= 2)
        }
        #expect(found > 5)
    }

    @Test("of evidence alone the smallest change of at most two members is found whenever there is one, and no other")
    func smallest() throws {
        let (advisor, table) = try Self.advisor(offset: -0.7)
        var (found, none) = (0, 0)
        for row in 0..<table.rowCount {
            let suggestion = try advisor.suggest(table, row: row)
            let field = try #require(table.schema.fieldIndex("evidence"))
            let held = table.displayValue(field: field, row: row)?.split(separator: "; ").map(String.init) ?? []
            let absent = Claims.proofs.filter { !held.contains($0) }
            let singles = absent.map { [$0] }
            let pairs = absent.enumerated().flatMap { index, first in absent[(index + 1)...].map { [first, $0] } }
            func flips(_ additions: [[String]]) throws -> [(Set<String>, Double)] {
                try additions.compactMap { added in
                    let to = (held + added).joined(separator: "; ")
                    let step = WhatWouldChangeIt.Step(field: "evidence", from: nil, to: to)
                    let changed = try advisor.suggest(Self.again(table, row: row, with: [step]), row: 0)
                    guard changed.answer != suggestion.answer else { return nil }
                    return (Set(added), abs(changed.probability - suggestion.probability))
                }
            }
            var expected = try flips(singles)
            if expected.isEmpty { expected = try flips(pairs) }
            let farthest = expected.map(\.1).max()
            guard let change = suggestion.whatWouldChangeIt else {
                #expect(expected.isEmpty)
                none += 1
                continue
            }
            found += 1
            #expect(change.changes.map(\.field) == ["evidence"])
            #expect(expected.contains { $0.0 == Set(change.changes[0].added) && $0.1 == farthest })
        }
        #expect(found > 10 && none > 10)
    }

    @Test("one changed field comes before two, evidence before others, then what moves the probability most")
    func order() throws {
        let (advisor, table) = try Self.advisor(schema: Self.actionable)
        let search = ChangeSearch(advisor.bundle)
        let now = decision(.deny, 0.1)
        func isEvidence(_ table: CaseTable, _ name: String) throws -> Bool {
            let field = try #require(table.schema.fieldIndex("evidence"))
            return table.displayValue(field: field, row: 0)?.contains(name) == true
        }
        func vip(_ table: CaseTable) throws -> Bool {
            table.displayValue(field: try #require(table.schema.fieldIndex("vip")), row: 0) == "yes"
        }
        let bare = try CaseTable.one(values: [("evidence", "|"), ("vip", "no")], schema: table.schema)
        let either = try search.find(bare, row: 0, from: now) { changed, _ in
            try isEvidence(changed, "video") ? decision(.pay, 0.6) : vip(changed) ? decision(.pay, 0.9) : now
        }
        #expect(either?.changes.map(\.field) == ["evidence"] && either?.changes.first?.added == ["video"])
        let strongest = try search.find(bare, row: 0, from: now) { changed, _ in
            try isEvidence(changed, "video")
                ? decision(.pay, 0.6) : isEvidence(changed, "chat") ? decision(.pay, 0.7) : now
        }
        #expect(strongest?.changes.first?.added == ["chat"] && strongest?.probability == 0.7)
        let together = try search.find(bare, row: 0, from: now) { changed, _ in
            let both = try isEvidence(changed, "video") && isEvidence(changed, "chat")
            return try both
                ? decision(.pay, 0.6) : vip(changed) && isEvidence(changed, "chat") ? decision(.pay, 0.9) : now
        }
        #expect(together?.changes.map(\.field) == ["evidence"])
        #expect(Set(together?.changes.first?.added ?? []) == ["video", "chat"])
        #expect(
            together?.text.en.contains("added to “Evidence”, the suggestion would be pay (probability of pay 60.0 %).")
                == true
        )
        #expect(together?.text.zh.hasPrefix("若“凭证”补充") == true)
    }

    @Test("review counts as moved by pay and deny only, pay and deny by review, too")
    func review() throws {
        let (advisor, table) = try Self.advisor()
        let search = ChangeSearch(advisor.bundle)
        let bare = try CaseTable.one(values: [("evidence", "|")], schema: table.schema)
        let toReview = try search.find(bare, row: 0, from: decision(.pay, 0.9)) { _, _ in decision(.review, 0.5) }
        #expect(toReview?.suggestion == .review)
        #expect(try search.find(bare, row: 0, from: decision(.review, 0.5)) { _, _ in decision(.review, 0.6) } == nil)
        #expect(
            try search.find(bare, row: 0, from: decision(.review, 0.5)) { _, _ in decision(.deny, 0.1) }?.suggestion
                == .deny
        )
    }

    @Test("clauses have their say: evidence that one asks for before it must be paid is what would change it")
    func clauses() throws {
        var (advisor, table) = try Self.advisor(offset: -6)
        let clause = Standard(
            id: "C-1",
            title: Titles(en: "Filmed", zh: "有视频"),
            text: Titles(en: "What is filmed is paid.", zh: "有视频的予以赔付。"),
            condition: .all([]),
            evidence: ["video"],
            effect: .mustPay
        )
        let catalogue = StandardCatalogue(corpus: "claims", evidenceField: "evidence", standards: [clause])
        advisor.guidance.standards = ClauseReview(catalogue, schema: table.schema)
        var found = 0
        for row in 0..<40 {
            let suggestion = try advisor.suggest(table, row: row)
            guard suggestion.reviewCause == .evidenceMissing else { continue }
            found += 1
            let change = try #require(suggestion.whatWouldChangeIt)
            #expect(change.suggestion == .pay && change.changes.map(\.added) == [["video"]])
            let changed = try advisor.suggest(Self.again(table, row: row, with: change.changes), row: 0)
            #expect(changed.answer == .pay && changed.decidedBy == .standard)
            let notice = try advisor.notice(table, row: row)
            #expect(notice.standards.map(\.id) == ["C-1"] && notice.stillNeeded == ["video"])
        }
        #expect(found > 10)
    }

    @Test("the work is bounded, and wanted evidence is among the pairs whatever it does alone")
    func bounded() throws {
        let (advisor, table) = try Self.advisor(schema: Self.actionable)
        let search = ChangeSearch(advisor.bundle)
        let now = decision(.deny, 0.1)
        var asked = 0
        let bare = try CaseTable.one(values: [("evidence", "|")], schema: table.schema)
        let nothing = try search.find(bare, row: 0, from: now) { _, _ in
            asked += 1
            return now
        }
        #expect(nothing == nil && asked > 48 && asked <= 48 + 120)
        let evidence = try #require(table.schema.fieldIndex("evidence"))
        let wanted = try search.find(bare, row: 0, from: now, wanted: ["photo", "receipt"]) { changed, _ in
            let members = changed.displayValue(field: evidence, row: 0) ?? ""
            let isBoth = members.contains("photo") && members.contains("receipt")
            var then = isBoth ? decision(.pay, 0.8) : now
            // Alone, everything else brings more.
            if !isBoth, members.contains("photo") || members.contains("receipt") { then.score -= 1 }
            return then
        }
        #expect(Set(wanted?.changes.first?.added ?? []) == ["photo", "receipt"])
    }

    @Test("what the schema says cannot be acted on stays, and without a search nothing is said")
    func notActionable() throws {
        let schema = Claims.schema.replacing("monotone: up,", with: "monotone: up, actionable: false,")
        var (advisor, table) = try Self.advisor(schema: schema, offset: -0.7)
        for row in 0..<40 { #expect(try advisor.suggest(table, row: row).whatWouldChangeIt == nil) }
        (advisor, table) = try Self.advisor(offset: -0.7)
        advisor.changes = nil
        for row in 0..<40 { #expect(try advisor.suggest(table, row: row).whatWouldChangeIt == nil) }
    }
}
