import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Foundation
import Testing

@Suite("Advisor")
struct AdvisorTests {
    private let table: CaseTable
    private let advisor: Advisor

    init() throws {
        table = try Claims.table(rows: 160)
        advisor = try AdvisorExample.advisor(table: table)
    }

    private func one(_ json: String) throws -> CaseTable {
        try CaseParser(schema: table.schema).parse(Array(json.utf8))
    }

    private func object(_ suggestion: Suggestion) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(suggestion.json.bytes)) as? [String: Any])
    }

    @Test("a suggestion's JSON has the keys of the contract, all of them and no others")
    func keys() throws {
        let json = try object(advisor.suggest(table, row: 0))
        #expect(
            Set(json.keys) == [
                "case_id", "suggestion", "review_cause", "confidence", "probability", "score", "base", "contributions",
                "reasons", "standards", "missing_evidence", "precedents", "what_would_change_it", "amount", "model",
                "conflicts", "decided_by",
            ]
        )
        #expect(json["case_id"] as? String == "0")
        #expect(json["review_cause"] is NSNull && json["what_would_change_it"] is NSNull)
        for key in ["standards", "missing_evidence", "precedents"] { #expect((json[key] as? [Any])?.isEmpty == true) }
        #expect(json["model"] as? [String: String] == ["name": "claims", "version": "3", "hash": "abc"])
        let contributions = try #require(json["contributions"] as? [String: Double])
        #expect(Set(contributions.keys) == Set(table.schema.fields.map(\.name) + ["time"]))
    }

    @Test("a case of which nothing is known has nulls, and its reasons all their keys")
    func nothingKnown() throws {
        let suggestion = try advisor.suggest(one("{}"), row: 0)
        let json = try object(suggestion)
        #expect(json["case_id"] is NSNull && json["amount"] is NSNull)
        let reasons = try #require(json["reasons"] as? [[String: Any]])
        #expect(!reasons.isEmpty)
        for reason in reasons {
            #expect(Set(reason.keys) == ["code", "field", "value", "contribution", "text"])
            #expect(reason["value"] is NSNull)
            let text = try #require(reason["text"] as? [String: String])
            let isTime = reason["field"] as? String == "time"
            #expect(text["en"]?.contains(isTime ? "no date" : "not given") == true)
            #expect(text["zh"]?.contains("未提供") == true)
        }
    }

    @Test("a session answers as the advisor does, case after case, and goes on after a bad one")
    func session() throws {
        var session = try AdvisorSession(advisor)
        let kind = try #require(table.schema.fields.first { $0.type == .category }).name
        for json in [
            "{}", "{\"\(kind)\": \"shoes\"}", "{\"\(kind)\": ", "{\"\(kind)\": \"shoes\"}", "{\"x\": 1}", "{}",
        ] {
            let bytes = Array(json.utf8)
            guard let expected = try? advisor.suggest(one(json), row: 0) else {
                #expect(throws: CorpusError.self) { try session.decide(bytes) }
                continue
            }
            #expect(try session.suggest(bytes) == expected)
            let decision = try session.decide(bytes)
            #expect(decision.answer == expected.answer && decision.reviewCause == expected.reviewCause)
            #expect(decision.score == expected.score && decision.probability == expected.probability)
            #expect(decision.confidence == expected.confidence)
        }
    }

    @Test("contributions and base are the score, and the amount is the case's")
    func additive() throws {
        for row in stride(from: 0, to: 160, by: 16) {
            let suggestion = try advisor.suggest(table, row: row)
            let sum = suggestion.contributions.reduce(suggestion.base) { $0 + $1.value }
            #expect(abs(sum - suggestion.score) < 1e-9)
            #expect(suggestion.amount?.claimed == (table.amounts[row].isNaN ? nil : table.amounts[row]))
        }
    }

    @Test("reasons are at most four, the strongest first, with sign and code of their contribution")
    func reasons() throws {
        for row in stride(from: 0, to: 160, by: 8) {
            let suggestion = try advisor.suggest(table, row: row)
            let strengths = suggestion.reasons.map { abs($0.contribution) }
            #expect(suggestion.reasons.count == 4)
            #expect(strengths == strengths.sorted(by: >))
            let others = suggestion.contributions.filter { part in
                !suggestion.reasons.contains { $0.field == part.field }
            }
            #expect(others.allSatisfy { abs($0.value) <= strengths[3] })
            for reason in suggestion.reasons {
                let isPay = reason.contribution > 0
                #expect(reason.code == "\(reason.field).\(isPay ? "pay" : "deny")")
                #expect(suggestion.contributions.contains { $0 == (reason.field, reason.contribution) })
                #expect(reason.text.en.contains(isPay ? "speaks for paying" : "speaks for denying"))
                #expect(reason.text.zh.contains(isPay ? "倾向赔付" : "倾向拒赔"))
            }
        }
    }

    @Test("a reason has its field's value whole, and its sentence does not quote a long account")
    func values() throws {
        let story = String(repeating: "衣服洗了一次就缩水。", count: 30)
        let suggestion = try advisor.suggest(one(#"{"story": "\#(story)"}"#), row: 0)
        let reason = try #require(suggestion.reasons.first { $0.field == "story" })
        #expect(reason.value == story)
        #expect(!reason.text.zh.contains("衣服") && !reason.text.en.contains("衣服"))
        for row in 0..<160 {
            for reason in try advisor.suggest(table, row: row).reasons {
                guard let field = table.schema.fieldIndex(reason.field) else {
                    #expect(reason.field == "time" && reason.value == table.times[row].description)
                    continue
                }
                #expect(reason.value == table.displayValue(field: field, row: row))
            }
        }
    }

    @Test("pay from a probability of .5 on, deny below, with the probability that this is right")
    func threshold() throws {
        var answers: Set<Answer> = []
        for row in 0..<160 {
            let suggestion = try advisor.suggest(table, row: row)
            #expect(suggestion.answer == (suggestion.probability >= 0.5 ? .pay : .deny))
            #expect(suggestion.confidence == max(suggestion.probability, 1 - suggestion.probability))
            #expect(suggestion.reviewCause == nil)
            answers.insert(suggestion.answer)
        }
        #expect(answers == [.pay, .deny])
    }

    @Test("at a probability of exactly .5 the suggestion is pay")
    func atThreshold() throws {
        let score = try advisor.suggest(table, row: 5).score
        let shifted = try AdvisorExample.advisor(offset: -score, table: table).suggest(table, row: 5)
        #expect(shifted.probability == 0.5)
        #expect(shifted.answer == .pay)
    }
}
