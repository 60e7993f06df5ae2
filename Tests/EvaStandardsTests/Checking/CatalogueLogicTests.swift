import EvaCorpus
import EvaStandards
import Testing

@Suite("Checks of a catalogue by logic")
struct CatalogueLogicTests {
    private func check(_ yaml: String) throws -> CatalogueCheck {
        try CatalogueCheck.run(try StandardCatalogue(yaml: yaml, schema: claimsSchema), schema: claimsSchema)
    }

    @Test(
        "a condition whose tests contradict each other is unreachable",
        arguments: [
            ("{kind: {is: coat}}", true),
            ("{all: [{kind: {is: coat}}, {kind: {is: hat}}]}", false),
            ("{all: [{kind: {in: [coat, hat]}}, {not: {kind: {in: [hat, coat]}}}]}", false),
            ("{all: [{not: {kind: {is: coat}}}, {not: {kind: {is: hat}}}]}", true),
            ("{all: [{kind: {missing: true}}, {kind: {is: coat}}]}", false),
            ("{all: [{kind: {missing: true}}, {kind: {missing: false}}]}", false),
            ("{amount: {at_least: 30, below: 30}}", false),
            ("{amount: {at_least: 30, at_most: 30}}", true),
            ("{amount: {above: 30, at_most: 30}}", false),
            ("{all: [{amount: {is: 5}}, {not: {amount: {at_most: 5}}}]}", false),
            ("{all: [{not: {amount: {at_least: 5}}}, {not: {amount: {below: 5}}}]}", true),
            ("{all: [{not: {amount: {at_least: 5}}}, {amount: {missing: false}}, {not: {amount: {below: 5}}}]}", false),
            ("{all: [{flagged: {is: true}}, {flagged: {is: false}}]}", false),
            ("{not: {any: [{flagged: {is: true}}, {flagged: {is: false}}]}}", true),
            ("{all: [{proof: {has: a}}, {not: {proof: {has_any: [a, b]}}}]}", false),
            ("{all: [{proof: {has_all: [a, b]}}, {any: [{not: {proof: {has: a}}}, {not: {proof: {has: b}}}]}]}", false),
            ("{all: [{proof: {has_any: [a, b]}}, {not: {proof: {has_all: [a, b]}}}]}", true),
            ("{bought: {within_days: 3, after_days: 3}}", false),
            ("{bought: {within_days: 4, after_days: 3}}", true),
            ("{all: [{not: {bought: {within_days: 3}}}, {not: {bought: {after_days: 3}}}]}", true),
            ("{all: [{story: {contains: 缩水}}, {not: {story: {contains: 缩}}}]}", false),
            ("{all: [{story: {contains: [缩水, 褪色]}}, {not: {story: {contains: 缩水}}}]}", true),
        ]
    )
    func reachability(condition: String, isReachable: Bool) throws {
        let check = try check(catalogueYAML(when: [condition]))
        #expect(check.findings.map(\.kind) == (isReachable ? [] : [.unreachable]))
        #expect(check.has(.error) == !isReachable)
    }

    @Test(
        "a clause that asks for evidence which its condition excludes is unreachable, but not one that needs it",
        arguments: [("must_pay", false), ("supports_deny", false), ("needs_evidence", true)]
    )
    func excludedEvidence(effect: String, isReachable: Bool) throws {
        let rest = "effect: \(effect), evidence: [slip]"
        let check = try check(catalogueYAML(when: ["{not: {proof: {has: slip}}}"], rest: rest))
        #expect(check.findings.map(\.kind) == (isReachable ? [] : [.unreachable]))
    }

    @Test("versions of a clause that are valid at the same time are an error, one after the other are not")
    func versions() throws {
        func clause(_ version: Int, _ validity: String) -> String {
            "  - {id: S, version: \(version), title: {en: a, zh: b}, text: {en: c, zh: d}, when: {kind: {is: x}}, "
                + "effect: must_pay\(validity)}\n"
        }
        let head = "corpus: claims\nstandards:\n"
        let open = try check(head + clause(1, "") + clause(2, ", valid_from: 2024-04-01"))
        #expect(open.findings.map(\.kind) == [.versions])
        #expect(open.findings.first?.standards.map(\.description) == ["S", "S version 2"])
        let closed = try check(
            head + clause(1, ", valid_to: 2024-04-01") + clause(2, ", valid_from: 2024-04-01")
        )
        #expect(closed.findings.isEmpty)
    }

    @Test(
        "a clause that another of the same effect makes idle is named first",
        arguments: [
            ("{kind: {is: coat}, amount: {below: 5}}", "{kind: {is: coat}}", ["S0", "S1"]),
            ("{kind: {is: coat}}", "{amount: {below: 5}, kind: {is: coat}}", ["S1", "S0"]),
            ("{kind: {is: coat}}", "{kind: {in: [coat]}}", ["S0", "S1"]),
            ("{kind: {is: coat}}", "{amount: {below: 5}}", nil),
            ("{bought: {within_days: 3}}", "{bought: {within_days: 5}}", ["S0", "S1"]),
        ] as [(String, String, [String]?)]
    )
    func overlapping(first: String, second: String, expected: [String]?) throws {
        let found = try check(catalogueYAML(when: [first, second])).findings
        #expect(found.map(\.kind) == (expected == nil ? [] : [.overlapping]))
        #expect(found.first?.standards.map(\.id) == expected)
    }

    @Test("evidence and validity count: a clause with less of either is no second to one with more")
    func narrowerInForce() throws {
        func catalogue(_ first: String, _ second: String) -> String {
            let head = "corpus: claims\nevidence_field: proof\nstandards:\n"
            return head
                + [first, second].enumerated()
                .map { number, rest in
                    "  - {id: S\(number), title: {en: a, zh: b}, text: {en: c, zh: d}, when: {kind: {is: coat}}, "
                        + "effect: must_pay\(rest)}\n"
                }
                .joined()
        }
        func idle(_ first: String, _ second: String) throws -> [String]? {
            try check(catalogue(first, second)).findings.first?.standards.map(\.id)
        }
        #expect(try idle(", evidence: [slip]", ", evidence: [slip, photo]") == ["S1", "S0"])
        #expect(try idle(", valid_from: 2024-01-01", "") == ["S0", "S1"])
        #expect(try idle(", valid_from: 2024-01-01", ", valid_to: 2024-06-01") == nil)
    }

    @Test("clauses that must be followed and can meet contradict; always, where one lies within the other")
    func contradictory() throws {
        func found(_ first: String, _ second: String) throws -> [CatalogueFinding] {
            let yaml =
                "corpus: claims\nstandards:\n"
                + [("pay", first), ("deny", second)]
                .map { effect, condition in
                    "  - {id: \(effect), title: {en: a, zh: b}, text: {en: c, zh: d}, when: \(condition), "
                        + "effect: must_\(effect)}\n"
                }
                .joined()
            return try check(yaml).findings
        }
        #expect(try found("{kind: {is: coat}}", "{kind: {is: hat}}").isEmpty)
        let maybe = try found("{kind: {is: coat}}", "{amount: {above: 5}}")
        #expect(maybe.map(\.kind) == [.contradictory] && maybe.map(\.level) == [.warning])
        #expect(maybe.first?.cases == nil)
        let always = try found("{kind: {is: coat}, amount: {above: 9}}", "{amount: {above: 5}}")
        #expect(always.map(\.kind) == [.contradictory] && always.map(\.level) == [.error])
    }
}
