import EvaCorpus
import EvaStandards
import Testing

@Suite("Validity, evidence and verdict")
struct VerdictTests {
    @Test(
        "a clause is valid from its first day until the day before its end",
        arguments: [
            ("2023-12-31T23:59", false), ("2024-01-01", true), ("2024-06-30T23:59", true), ("2024-07-01", false),
        ]
    )
    func validity(time: String, isValid: Bool) throws {
        let yaml = catalogueYAML(
            when: ["{kind: {missing: true}}"],
            rest: "effect: must_pay, valid_from: 2024-01-01, valid_to: 2024-07-01"
        )
        #expect(try matches(of: yaml, case: #"{"id": "1", "time": "\#(time)"}"#).isEmpty == !isValid)
    }

    @Test("a case without a time is judged by the clauses without an end")
    func noTime() {
        var standard = Standard(
            id: "S",
            title: Titles(en: "a", zh: "b"),
            text: Titles(en: "c", zh: "d"),
            condition: .all([]),
            effect: .mustPay,
            validFrom: CaseTime(year: 2024)
        )
        #expect(standard.isValid(at: .missing))
        standard.validTo = CaseTime(year: 2025)
        #expect(!standard.isValid(at: .missing))
    }

    @Test("an effect comes about with its evidence, needs_evidence without it")
    func evidence() throws {
        let claim = #"{"id": "1", "time": "2024-03-10", "proof": ["photo"]}"#
        func isInForce(_ rest: String, missing: [String]) throws -> Bool {
            let yaml = catalogueYAML(when: ["{kind: {missing: true}}"], rest: rest)
            let match = try #require(try matches(of: yaml, case: claim).first)
            #expect(match.missingEvidence == missing)
            return match.isInForce
        }
        #expect(try isInForce("effect: must_pay, evidence: [photo]", missing: []))
        #expect(try !isInForce("effect: must_pay, evidence: [photo, slip]", missing: ["slip"]))
        #expect(try isInForce("effect: needs_evidence, evidence: [photo, slip]", missing: ["slip"]))
        #expect(try !isInForce("effect: needs_evidence, evidence: photo", missing: []))
    }

    @Test(
        "must outranks supports; votes are counted; contradictions and ties are undecided",
        arguments: [
            ([], Verdict.undecided),
            ([Effect.mustPay, .supportsDeny, .supportsDeny], .pay),
            ([.mustDeny, .supportsPay, .supportsPay], .deny),
            ([.mustDeny, .mustPay, .supportsPay], .undecided),
            ([.supportsPay, .supportsPay, .supportsDeny], .pay),
            ([.supportsPay, .needsEvidence], .undecided),
            ([.supportsDeny, .needsEvidence, .supportsPay], .deny),
        ]
    )
    func precedence(effects: [Effect], verdict: Verdict) throws {
        let lines = effects.enumerated()
            .map { number, effect in
                let evidence = effect == .needsEvidence ? ", evidence: [slip]" : ""
                return "  - {id: S\(number), title: {en: a, zh: b}, text: {en: c, zh: d}, "
                    + "when: {kind: {missing: true}}, effect: \(effect.rawValue)\(evidence)}\n"
            }
        let never =
            "  - {id: N, title: {en: a, zh: b}, text: {en: c, zh: d}, when: {kind: {is: x}}, effect: must_pay}\n"
        let yaml = "corpus: claims\nevidence_field: proof\nstandards:\n" + lines.joined() + never
        let table = try CaseTable.one(json: Array(#"{"id": "1", "time": "2024-03-10"}"#.utf8), schema: claimsSchema)
        let catalogue = try StandardCatalogue(yaml: yaml, schema: claimsSchema)
        #expect(CatalogueMatcher(catalogue, schema: claimsSchema).verdict(table, row: 0) == verdict)
    }
}
