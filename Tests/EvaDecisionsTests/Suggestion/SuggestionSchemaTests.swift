import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Foundation
import Testing

@Suite("Schema of suggestions")
struct SuggestionSchemaTests {
    private let table: CaseTable
    private let advisor: Advisor
    private let schema: JSONSchema

    init() throws {
        table = try Claims.table(rows: 160)
        var advisor = try AdvisorExample.advisor(offset: -0.7, table: table)
        advisor.changes = ChangeSearch(advisor.bundle)
        self.advisor = advisor
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        schema = try JSONSchema(path: root.path + "/docs/suggestion.schema.json")
    }

    private func json(_ suggestion: Suggestion) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(suggestion.json.bytes)) as? [String: Any])
    }

    private func json(_ notice: ClaimantNotice) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(notice)) as? [String: Any])
    }

    /// A suggestion with every part.
    private func full() throws -> Suggestion {
        var suggestion = try advisor.suggest(table, row: 0)
        let text = Titles(en: "a", zh: "b")
        suggestion.answer = .review
        suggestion.reviewCause = .standardsInConflict
        suggestion.standards = [
            ClauseFinding(
                id: "A-1",
                version: 2,
                title: text,
                text: text,
                effect: .mustPay,
                isInForce: true,
                missingEvidence: ["video"]
            )
        ]
        suggestion.conflicts = [StandardsConflict(forPay: ["A-1"], forDeny: [], text: text)]
        suggestion.missingEvidence = [MissingEvidence(evidence: "video", standards: ["A-1"])]
        suggestion.precedents = [
            Precedent(
                id: "7",
                time: "2024-01-01",
                label: .pay,
                similarity: 0.5,
                differences: [.init(field: "vip", here: nil, there: "yes")]
            )
        ]
        suggestion.whatWouldChangeIt = WhatWouldChangeIt(
            suggestion: .pay,
            probability: 0.9,
            changes: [.init(field: "evidence", from: nil, to: "video", added: ["video"])],
            text: text
        )
        suggestion.amount = SuggestedAmount(claimed: 10, suggested: 9.5, lowest: 5, highest: 10, currency: "CNY")
        return suggestion
    }

    @Test("real suggestions and notices are as documented, whether much or nothing is known")
    func real() throws {
        var changes = 0
        for row in 0..<160 {
            let suggestion = try advisor.suggest(table, row: row)
            if suggestion.whatWouldChangeIt != nil { changes += 1 }
            #expect(schema.flaws(try json(suggestion), definition: "suggestion") == [])
            #expect(schema.flaws(try json(advisor.notice(table, row: row)), definition: "notice") == [])
        }
        #expect(changes > 10)
        let nothing = try CaseTable.one(json: Array("{}".utf8), schema: table.schema)
        #expect(schema.flaws(try json(advisor.suggest(nothing, row: 0)), definition: "suggestion") == [])
        #expect(schema.flaws(try json(advisor.notice(nothing, row: 0)), definition: "notice") == [])
        #expect(schema.flaws(try json(full()), definition: "suggestion") == [])
    }

    @Test("what is not documented, missing, of another type or out of range is found")
    func strict() throws {
        let good = try json(full())
        func flaws(_ change: (inout [String: Any]) -> Void) -> [String] {
            var json = good
            change(&json)
            return schema.flaws(json, definition: "suggestion")
        }
        #expect(flaws { _ in } == [])
        for key in good.keys {
            #expect(flaws { $0[key] = nil } == ["$: lacks \(key)"])
            #expect(!flaws { $0[key] = true }.isEmpty, "\(key)")
        }
        #expect(flaws { $0["extra"] = 1 } == ["$: has extra, which is not documented"])
        #expect(flaws { $0["probability"] = 1.1 } == ["$.probability: too large"])
        #expect(!flaws { $0["suggestion"] = "maybe" }.isEmpty)
        #expect(!flaws { $0["review_cause"] = "tired" }.isEmpty)
        #expect(!flaws { $0["contributions"] = ["a": "b"] }.isEmpty)
    }

    @Test("a notice is no suggestion, nor the other way round")
    func apart() throws {
        #expect(!schema.flaws(try json(advisor.notice(table, row: 0)), definition: "suggestion").isEmpty)
        #expect(!schema.flaws(try json(advisor.suggest(table, row: 0)), definition: "notice").isEmpty)
    }
}
