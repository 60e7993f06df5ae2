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
        table = try Claims.table(rows: 160)
        advisor = try AdvisorExample.advisor(table: table)
    }

    /// The suggestion with every clause of the catalogue found and everything that clauses ask for missing.
    private func suggestion(_ table: CaseTable, row: Int) throws -> Suggestion {
        var suggestion = try advisor.suggest(table, row: row)
        suggestion.standards = Self.catalogue.standards.map {
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
        suggestion.missingEvidence = ["receipt", "chat"].map { MissingEvidence(evidence: $0, standards: ["C-VI"]) }
        return suggestion
    }

    private func json(_ notice: ClaimantNotice) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(notice), as: UTF8.self)
    }

    @Test(
        "whichever field is confidential, neither its name nor title, value or contribution can be found",
        arguments: 0..<8
    )
    func confidential(field: Int) throws {
        let hidden = Self.hiding([field], of: table.schema)
        var (checked, values) = (0, 0)
        for row in 0..<60 {
            let (one, suggestion) = try (Self.one(table, row, hidden), suggestion(table, row: row))
            let notice = ClaimantNotice(suggestion, table: one, row: 0, catalogue: Self.catalogue)
            let shown = (notice.mainFacts + notice.otherFacts).map(\.value)
            var text = try "\(json(notice))\n\(notice.text.en)\n\(notice.text.zh)"
            for value in Set(shown + shown.map(Wording.value)) where value.count > 3 {
                text = text.replacing(value, with: "")
            }
            let spec = hidden.fields[field]
            for word in [spec.name, spec.shownTitle.en, spec.shownTitle.zh] {
                #expect(!text.contains(word: word), "\(word) in \(text)")
            }
            for part in suggestion.contributions { #expect(!text.contains("\(part.value)")) }
            checked += 1
            guard spec.type != .flag, let value = one.displayValue(field: field, row: 0), !value.isEmpty else {
                continue
            }
            for value in Set([value] + (spec.type == .set ? value.split(separator: "; ").map(String.init) : [])) {
                guard !shown.contains(where: { $0.contains(value) }) else { continue }
                values += 1
                // What other rules ask for may well be what a hidden set holds: it says nothing of that set.
                let isAsked = notice.stillNeeded.contains(value)
                #expect(isAsked || !text.contains(word: Wording.value(value)), "\(value) in \(text)")
            }
        }
        #expect(checked == 60)
        #expect(values > 20 || hidden.fields[field].type == .flag)
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
            let schema = Self.hiding(names.compactMap(table.schema.fieldIndex), of: table.schema)
            let notice = try ClaimantNotice(
                suggestion,
                table: Self.one(table, 3, schema),
                row: 0,
                catalogue: Self.catalogue
            )
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
            let schema = Self.hiding(reasons, of: table.schema)
            let discreet = try ClaimantNotice(suggestion, table: Self.one(table, row, schema), row: 0)
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
        suggestion.standards[0].effect = .mustDeny
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
        #expect(!can([step], try Self.one(table, 3, Self.hiding([index], of: table.schema)), 0).contains("video"))
    }

    private static func hiding(_ fields: [Int], of schema: Schema) -> Schema {
        var schema = schema
        for index in fields { schema.fields[index].confidential = true }
        return schema
    }

    /// A case on its own, read with another schema.
    private static func one(_ table: CaseTable, _ row: Int, _ schema: Schema) throws -> CaseTable {
        var values = [(field: "id", value: table.ids.text(of: row) ?? "")]
        for (index, field) in schema.fields.enumerated() {
            guard let value = table.displayValue(field: index, row: row) else { continue }
            values.append((field.name, field.type == .set ? value.replacing("; ", with: "|") : value))
        }
        return try CaseTable.one(values: values, schema: schema)
    }
}

extension Claims {
    /// A test for each field, which names it.
    fileprivate static let fieldTests: [(String, FieldTest)] = [
        ("scene", .missing(true)), ("shop", .missing(true)), ("amount", .above(1e9)), ("bought", .missing(true)),
        ("evidence", .missing(true)), ("items", .missing(true)), ("vip", .isFlag(true)), ("story", .missing(true)),
    ]
}

extension String {
    /// Whether the word occurs with no letter or digit beside it, whatever its case.
    fileprivate func contains(word: String) -> Bool {
        let (text, word) = (lowercased(), word.lowercased())
        return text.ranges(of: word)
            .contains { range in
                let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
                let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
                let isLetter = { (character: Character) in
                    character.isASCII && (character.isLetter || character.isNumber || character == "_")
                }
                return !(isLetter(before) && word.first.map(isLetter) == true)
                    && !(isLetter(after) && word.last.map(isLetter) == true)
            }
    }
}
