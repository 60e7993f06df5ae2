import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaStandards
import EvaTestSupport
import Foundation
import Testing

@Suite("Claimant's notice")
struct ClaimantNoticeTests {
    private let table: CaseTable
    private let advisor: Advisor
    private static let catalogue = StandardCatalogue(
        corpus: "claims",
        evidenceField: "evidence",
        standards: Claims.fieldTests.map { field, test in
            Standard(
                id: "C-\(field.prefix(2).uppercased())",
                title: Titles(en: "Rule of the house", zh: "规定"),
                text: Titles(en: "As it is written.", zh: "按规定。"),
                condition: .all([.not(.test(field: field, test))]),
                evidence: field == "vip" ? ["receipt", "chat"] : [],
                effect: .supportsPay
            )
        } + [
            Standard(
                id: "C-99",
                title: Titles(en: "Mentions", zh: "提及"),
                text: Titles(en: "Whoever shows the evidence of shop3 in an account", zh: "提供凭证"),
                condition: .all([]),
                effect: .supportsPay
            )
        ]
    )

    init() throws {
        (table, advisor) = try AdvisorExample.claims.get()
    }

    /// The suggestion with every clause of the catalogue found and everything that clauses ask for missing.
    private func suggestion(_ table: CaseTable, row: Int) throws -> Suggestion {
        var suggestion = try advisor.suggest(table, row: row)
        suggestion.standards = Self.findings(Self.catalogue)
        suggestion.missingEvidence = ["receipt", "chat"].map { MissingEvidence(evidence: $0, standards: ["C-VI"]) }
        return suggestion
    }

    @Test(
        "whichever field is confidential, neither its name nor title, value or contribution can be found",
        arguments: 0..<8
    )
    func confidential(field: Int) throws {
        var values = 0
        for row in 0..<24 {
            let one = try NoticeLeaks.one(table, row, hiding: [field])
            let suggestion = try suggestion(table, row: row)
            let notice = ClaimantNotice(suggestion, table: one, row: 0, catalogue: Self.catalogue)
            let leaks = NoticeLeaks(notice: notice, table: one, field: field)
            #expect(try leaks.found() == [])
            let text = try leaks.remaining()
            for part in suggestion.contributions { #expect(!text.contains("\(part.value)")) }
            values += leaks.values.count
        }
        #expect(values > 8 || table.schema.fields[field].type == .flag)
    }

    @Test("what is looked for in a notice is found when it is shown")
    func checkOfTheCheck() throws {
        for field in table.schema.fields.indices {
            let one = try NoticeLeaks.one(table, 3, hiding: [field])
            var notice = ClaimantNotice(try suggestion(table, row: 3), table: one, row: 0)
            notice.whatYouCanDo.append(one.schema.fields[field].shownTitle)
            #expect(try !NoticeLeaks(notice: notice, table: one, field: field).found().isEmpty)
        }
    }

    @Test("nor on the after-sales corpus with all its written clauses")
    func afterSales() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .path
        let loaded = try ModelBundle.load(root + "/models/after-sales")
        let schema = try Schema.load(path: root + "/data/after-sales/schema.yaml")
        let catalogue = try StandardCatalogue.load(path: root + "/data/after-sales/standards.yaml", schema: schema)
        let json = try #require(FileManager.default.contents(atPath: root + "/data/after-sales/new-claim.json"))
        let table = try CaseTable.one(json: Array(json), schema: schema)
        var suggestion = try Advisor(loaded).suggest(table, row: 0)
        suggestion.standards = Self.findings(catalogue)
        suggestion.missingEvidence = Set(catalogue.standards.flatMap(\.evidence)).sorted()
            .map { MissingEvidence(evidence: $0, standards: []) }
        suggestion.answer = .deny
        var shown: Set<Int> = []
        for field in schema.fields.indices {
            let one = try NoticeLeaks.one(table, 0, hiding: [field])
            let notice = ClaimantNotice(suggestion, table: one, row: 0, catalogue: catalogue)
            #expect(try NoticeLeaks(notice: notice, table: one, field: field).found() == [])
            shown.insert(notice.standards.count)
        }
        #expect(shown.count > 5)
    }

    @Test(
        "a clause is shown unless it tests a confidential field or mentions one, and asks only what shown clauses ask"
    )
    func clauses() throws {
        let suggestion = try suggestion(table, row: 3)
        let all = ClaimantNotice(suggestion, table: table, row: 3, catalogue: Self.catalogue)
        #expect(all.standards.map(\.id) == Self.catalogue.standards.map(\.id))
        #expect(all.stillNeeded == ["receipt", "chat"])
        #expect(all.text.en.contains("Rule C-99, Mentions: Whoever shows"))
        func ids(hiding names: String...) throws -> (shown: Set<String>, needed: [String]) {
            let one = try NoticeLeaks.one(table, 3, hiding: names.compactMap(table.schema.fieldIndex))
            let notice = ClaimantNotice(suggestion, table: one, row: 0, catalogue: Self.catalogue)
            return (Set(notice.standards.map(\.id)), notice.stillNeeded)
        }
        #expect(try ids(hiding: "vip").shown == Set(all.standards.map(\.id)).subtracting(["C-VI"]))
        #expect(try ids(hiding: "vip").needed.isEmpty)
        #expect(try ids(hiding: "bought").shown == Set(all.standards.map(\.id)).subtracting(["C-BO"]))
        #expect(try ids(hiding: "bought").needed == ["receipt", "chat"])
        // Evidence that is asked for is a test of the field that holds it, and C-99 mentions its title.
        #expect(try ids(hiding: "evidence").shown.isDisjoint(with: ["C-VI", "C-EV", "C-99"]))
        #expect(try ids(hiding: "story").shown.isDisjoint(with: ["C-ST", "C-99"]))
        #expect(ClaimantNotice(suggestion, table: table, row: 3).standards.isEmpty)
    }

    @Test("it says what was decided and on which facts, even when all that spoke for it is confidential")
    func facts() throws {
        for row in 0..<40 {
            let suggestion = try advisor.suggest(table, row: row)
            let notice = try advisor.notice(table, row: row)
            #expect(notice.decision == suggestion.answer && notice.caseID == "\(row)")
            let opening = suggestion.answer == .pay ? "Your claim is accepted." : "Your claim is not accepted."
            #expect(notice.text.en.hasPrefix(opening))
            let supporting = suggestion.reasons.filter {
                ($0.contribution > 0) == (suggestion.answer == .pay) && $0.value != nil && $0.field != "time"
            }
            #expect(Set(notice.mainFacts.map(\.field)) == Set(supporting.map(\.field)))
            let given = table.schema.fields.indices.filter { table.displayValue(field: $0, row: row) != nil }
            #expect(notice.mainFacts.count + notice.otherFacts.count == given.count)
            let reasons = suggestion.reasons.compactMap { table.schema.fieldIndex($0.field) }
            let one = try NoticeLeaks.one(table, row, hiding: reasons)
            let discreet = ClaimantNotice(suggestion, table: one, row: 0)
            #expect(discreet.text.en.hasPrefix(opening) && discreet.mainFacts.isEmpty && !discreet.otherFacts.isEmpty)
        }
    }

    @Test("who is denied can ask for a person, who is looked at is told so, and a clause that decides is the reason")
    func decisions() throws {
        var suggestion = try suggestion(table, row: 3)
        suggestion.answer = .deny
        var notice = ClaimantNotice(suggestion, table: table, row: 3, catalogue: Self.catalogue)
        #expect(notice.whatYouCanDo.first?.en == "Hand in receipt and chat.")
        #expect(notice.whatYouCanDo.last?.zh == "可申请人工重新审核。")
        suggestion.decidedBy = .standard
        notice = ClaimantNotice(suggestion, table: table, row: 3, catalogue: Self.catalogue)
        #expect(notice.mainFacts.isEmpty)
        suggestion.answer = .review
        suggestion.reviewCause = .novelty
        notice = ClaimantNotice(suggestion, table: table, row: 3)
        #expect(notice.text.en.hasPrefix("Your claim is being looked at by a person; nothing is decided yet.\nWhat we"))
        notice = ClaimantNotice(suggestion, table: table, row: 3, decision: .pay)
        #expect(notice.decision == .pay && notice.whatYouCanDo.isEmpty && notice.text.zh.hasPrefix("您的申请已通过。"))
    }

    @Test("evidence that would lead to pay is named, unless it is confidential or more than evidence is needed")
    func helpful() throws {
        var suggestion = try advisor.suggest(table, row: 3)
        suggestion.answer = .deny
        let step = WhatWouldChangeIt.Step(field: "evidence", from: nil, to: "video", added: ["video"])
        let nothing = Titles(en: "", zh: "")
        func can(_ steps: [WhatWouldChangeIt.Step], _ table: CaseTable, _ row: Int) -> String {
            suggestion.whatWouldChangeIt = WhatWouldChangeIt(
                suggestion: .pay,
                probability: 0.9,
                changes: steps,
                text: nothing
            )
            return ClaimantNotice(suggestion, table: table, row: row).whatYouCanDo.map(\.en).joined(separator: " ")
        }
        #expect(can([step], table, 3).hasPrefix("Hand in video if you have it; it may help."))
        let answer = WhatWouldChangeIt.Step(field: "vip", from: "no", to: "yes")
        #expect(!can([step, answer], table, 3).contains("video"))
        let index = try #require(table.schema.fieldIndex("evidence"))
        #expect(!can([step], try NoticeLeaks.one(table, 3, hiding: [index]), 0).contains("video"))
    }

    /// All clauses, as if they applied.
    private static func findings(_ catalogue: StandardCatalogue) -> [ClauseFinding] {
        catalogue.standards.map {
            ClauseFinding(
                id: $0.id,
                version: $0.version,
                title: $0.title,
                text: $0.text,
                effect: $0.effect,
                isInForce: true,
                missingEvidence: $0.evidence
            )
        }
    }
}

extension Claims {
    /// A test for each field, which names it.
    fileprivate static let fieldTests: [(String, FieldTest)] = [
        ("scene", .missing(true)), ("shop", .missing(true)), ("amount", .above(1e9)), ("bought", .missing(true)),
        ("evidence", .missing(true)), ("items", .missing(true)), ("vip", .isFlag(true)), ("story", .missing(true)),
    ]
}
