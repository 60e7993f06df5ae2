import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

@Suite("A deny names its cause")
struct NamedCauseTests {
    private let table: CaseTable

    /// One field, good cases paid and bad ones denied, all at one time: nothing speaks against a good case.
    init() throws {
        var csv = "id,time,decision,scene,evidence\n"
        for number in 0..<80 {
            let isGood = number % 2 == 0
            let isPaid = isGood != (number % 20 < 2)
            csv += "\(number),2024-03-01,\(isPaid ? "pay" : "deny"),\(isGood ? "good" : "bad"),|\n"
        }
        let schema = """
            corpus: claims
            id: id
            time: time
            label: {field: decision}
            fields:
              scene: {type: category}
              evidence: {type: set, separator: "|"}
            """
        table = try EvaTestSupport.table(schema: schema, csv: csv)
    }

    private func suggest(_ scene: String, clauses: [String] = []) throws -> Suggestion {
        let advisor = try ClauseExample.advisor(clauses, table: table, lean: .deny)
        let claim = try ClauseExample.one(
            #"{"time": "2024-03-01", "scene": "\#(scene)", "evidence": []}"#,
            schema: table.schema
        )
        let suggestion = try advisor.suggest(claim, row: 0)
        var features = advisor.bundle.model.makeRow()
        let decision = try advisor.decide(claim, row: 0, using: &features)
        #expect(decision.answer == suggestion.answer && decision.reviewCause == suggestion.reviewCause)
        return suggestion
    }

    @Test("where no field and no clause speaks against paying, a reviewer decides")
    func unnamed() throws {
        let suggestion = try suggest("good")
        #expect(suggestion.probability < 0.5)
        // Rounding leaves dust, which is no cause.
        #expect(suggestion.contributions.allSatisfy { $0.value > -1e-9 }, "\(suggestion.contributions)")
        #expect(suggestion.answer == .review && suggestion.reviewCause == .unsure)
    }

    @Test("a field that speaks against paying is a cause, and is among the reasons")
    func field() throws {
        let suggestion = try suggest("bad")
        #expect(suggestion.answer == .deny)
        #expect(suggestion.reasons.contains { $0.contribution < 0 })
    }

    @Test("a clause in force against paying is a cause, one for paying is none")
    func clause() throws {
        let against = try suggest("good", clauses: ["when: {scene: {is: good}}, effect: supports_deny"])
        #expect(against.answer == .deny)
        let inFavour = try suggest("good", clauses: ["when: {scene: {is: good}}, effect: supports_pay"])
        #expect(inFavour.answer == .review && inFavour.reviewCause == .unsure)
    }
}
