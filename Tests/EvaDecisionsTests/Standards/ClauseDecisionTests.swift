import EvaCorpus
import EvaDecisions
import EvaNumerics
import EvaStandards
import EvaTestSupport
import Testing

@Suite("Clauses and answers", .slow)
struct ClauseDecisionTests {
    private let table: CaseTable

    init() throws {
        table = try Claims.table(rows: 160)
    }

    private func suggest(
        _ clauses: [String],
        _ lean: ClauseExample.Lean,
        _ json: String = #"{"time": "2024-03-20", "scene": "late", "evidence": ["photo"]}"#
    ) throws -> Suggestion {
        try ClauseExample.advisor(clauses, table: table, lean: lean)
            .suggest(ClauseExample.one(json, schema: table.schema), row: 0)
    }

    private static let late = "when: {scene: {is: late}}"

    @Test("a clause that must be followed outranks the model, and the suggestion says so")
    func hard() throws {
        for lean in [ClauseExample.Lean.pay, .deny] {
            for answer in [Answer.pay, .deny] {
                let suggestion = try suggest(["\(Self.late), effect: must_\(answer.rawValue)"], lean)
                #expect(suggestion.answer == answer && suggestion.reviewCause == nil)
                #expect(suggestion.decidedBy == .standard)
                let isAgreed = (lean == .pay) == (answer == .pay)
                #expect(suggestion.conflicts.isEmpty == isAgreed)
                // The model's own probability is told as it is.
                #expect((suggestion.probability > 0.5) == (lean == .pay))
                #expect((suggestion.confidence > 0.5) == isAgreed)
            }
        }
    }

    @Test("what supports does not outrank the model, but is told where it says the opposite")
    func soft() throws {
        for lean in [ClauseExample.Lean.pay, .deny] {
            for effect in ["supports_pay", "supports_deny"] {
                let suggestion = try suggest(["\(Self.late), effect: \(effect)"], lean)
                #expect(suggestion.answer == (lean == .pay ? .pay : .deny))
                #expect(suggestion.decidedBy == .model)
                let isAgreed = (lean == .pay) == (effect == "supports_pay")
                #expect(suggestion.conflicts.count == (isAgreed ? 0 : 1))
                if let conflict = suggestion.conflicts.first {
                    #expect(
                        (conflict.forPay, conflict.forDeny) == (effect == "supports_pay" ? (["C0"], []) : ([], ["C0"]))
                    )
                }
            }
        }
        let both = try suggest(["\(Self.late), effect: supports_pay", "\(Self.late), effect: supports_deny"], .pay)
        #expect(both.conflicts.map(\.forPay) == [["C0"]] && both.conflicts.map(\.forDeny) == [["C1"]])
        #expect(both.answer == .pay)
    }

    @Test("clauses that must be followed and say opposite things leave the case to a reviewer")
    func contradiction() throws {
        for lean in ClauseExample.Lean.allCases {
            let clauses = ["\(Self.late), effect: must_pay", "\(Self.late), effect: must_deny"]
            let suggestion = try suggest(clauses, lean)
            #expect(suggestion.answer == .review && suggestion.reviewCause == .standardsInConflict)
            #expect(suggestion.decidedBy == .standard)
            #expect(suggestion.conflicts.count == 1)
            #expect(suggestion.conflicts.first?.forPay == ["C0"] && suggestion.conflicts.first?.forDeny == ["C1"])
            #expect(suggestion.conflicts.first?.text.zh.contains("复审") == true)
        }
    }

    @Test("a clause that is not valid on the case's date, or not about it, says nothing")
    func notApplicable() throws {
        for clause in [
            "\(Self.late), effect: must_pay, valid_to: 2024-03-20",
            "\(Self.late), effect: must_pay, valid_from: 2024-03-21",
            "when: {scene: {is: shrank}}, effect: must_pay",
        ] {
            let suggestion = try suggest([clause], .deny)
            #expect(suggestion.answer == .deny && suggestion.decidedBy == .model)
            #expect(suggestion.standards.isEmpty)
        }
        let valid = try suggest(["\(Self.late), effect: must_pay, valid_from: 2024-03-20"], .deny)
        #expect(valid.answer == .pay)
    }

    @Test("a case without a time is judged by the clauses without an end")
    func noTime() throws {
        let clauses = ["\(Self.late), effect: must_pay, valid_to: 2030-01-01", "\(Self.late), effect: supports_deny"]
        let suggestion = try suggest(clauses, .deny, #"{"scene": "late"}"#)
        #expect(suggestion.standards.map(\.id) == ["C1"])
        #expect(suggestion.answer == .deny)
    }

    @Test("what must be paid once evidence comes is not denied for want of it, and not paid because of it")
    func pendingMustPay() throws {
        let clause = "\(Self.late), effect: must_pay, evidence: [photo, receipt]"
        let denied = try suggest([clause], .deny)
        #expect(denied.answer == .review && denied.reviewCause == .evidenceMissing)
        #expect(denied.missingEvidence.map(\.evidence) == ["receipt"])
        #expect(denied.missingEvidence.map(\.standards) == [["C0"]])
        #expect(denied.standards.map(\.isInForce) == [false])
        // The model pays for reasons of its own: the clause does not forbid it.
        let paid = try suggest([clause], .pay)
        #expect(paid.answer == .pay && paid.decidedBy == .model)
    }

    @Test("evidence is not waited for where the claim would be denied with it")
    func hopeless() throws {
        let needs = try suggest(["\(Self.late), effect: needs_evidence, evidence: receipt"], .deny)
        #expect(needs.answer == .deny && needs.decidedBy == .model)
        let outranked = try suggest(
            ["\(Self.late), effect: must_pay, evidence: receipt", "\(Self.late), effect: must_deny"],
            .deny
        )
        #expect(outranked.answer == .deny && outranked.decidedBy == .standard)
        // The evidence that completes the one clause ends the case of the other.
        let undone = try suggest(
            ["when: {scene: {is: late}, not: {evidence: {has: receipt}}}, effect: must_pay, evidence: receipt"],
            .deny
        )
        #expect(undone.answer == .deny)
    }

    @Test("nothing is paid while evidence is missing that a clause needs, unless it must be")
    func neededEvidence() throws {
        let clause = "\(Self.late), effect: needs_evidence, evidence: receipt"
        let needed = try suggest([clause], .pay)
        #expect(needed.answer == .review && needed.reviewCause == .evidenceMissing && needed.decidedBy == .standard)
        #expect(needed.standards.map(\.isInForce) == [true])
        #expect(needed.missingEvidence.map(\.evidence) == ["receipt"])
        let must = try suggest([clause, "\(Self.late), effect: must_pay"], .pay)
        #expect(must.answer == .pay && must.decidedBy == .standard)
        let there = try suggest([clause], .pay, #"{"time": "2024-03-20", "scene": "late", "evidence": ["receipt"]}"#)
        #expect(there.answer == .pay && there.decidedBy == .model && there.missingEvidence.isEmpty)
    }

    @Test("a deny that the needed evidence would turn goes to review, one that it would not turn stays")
    func turningEvidence() throws {
        let clause = "when: {amount: {above: 0}}, effect: needs_evidence, evidence: [photo, video, receipt, chat]"
        let advisor = try ClauseExample.advisor([clause], table: table, lean: .strict)
        let plain = try ClauseExample.advisor([], table: table, lean: .strict)
        let field = try #require(table.schema.fieldIndex("evidence"))
        var seen: Set<String> = []
        for row in 0..<table.rowCount where table.amounts[row] > 0 {
            let model = try plain.suggest(table, row: row)
            guard model.answer == .deny else { continue }
            let complete = table.adding(Claims.proofs, toSet: field, row: row)
            let isTurned = try plain.suggest(complete, row: 0).answer == .pay
            let suggestion = try advisor.suggest(table, row: row)
            let isComplete = suggestion.missingEvidence.isEmpty
            #expect(suggestion.answer == (isTurned && !isComplete ? .review : .deny))
            #expect(suggestion.reviewCause == (isTurned && !isComplete ? .evidenceMissing : nil))
            seen.insert("\(isTurned)")
        }
        #expect(seen == ["true", "false"])
    }

    @Test("decision, suggestion and batch agree for every case, and for any number of threads")
    func agreement() throws {
        let clauses = [
            "when: {scene: {is: late}, amount: {above: 50000}}, effect: must_pay, evidence: photo",
            "when: {scene: {is: shrank}}, effect: needs_evidence, evidence: [receipt]",
            "when: {vip: {is: false}, amount: {below: 30000}}, effect: must_deny",
            "when: {vip: {is: true}}, effect: supports_pay",
        ]
        let advisor = try ClauseExample.advisor(clauses, table: table)
        let batch = try advisor.decide(table, rows: 0..<table.rowCount, pool: WorkerPool(threads: 1))
        #expect(try advisor.decide(table, rows: 0..<table.rowCount, pool: WorkerPool(threads: 3)) == batch)
        var features = advisor.bundle.model.makeRow()
        for row in 0..<table.rowCount {
            let suggestion = try advisor.suggest(table, row: row)
            let decision = try advisor.decide(table, row: row, using: &features)
            #expect(decision == batch[row])
            #expect(suggestion.answer == decision.answer && suggestion.reviewCause == decision.reviewCause)
            #expect(suggestion.decidedBy == decision.decidedBy && suggestion.confidence == decision.confidence)
        }
        #expect(Set(batch.map(\.answer)) == [.pay, .deny, .review])
    }
}
