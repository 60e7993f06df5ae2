import EvaCorpus
import EvaStandards
import Testing

@Suite("Errors in a catalogue")
struct CatalogueErrorTests {
    static let head = "corpus: claims\nevidence_field: proof\nstandards:\n"
    static let start = "- id: A\n  title: {en: a, zh: b}\n  text: {en: a, zh: b}\n"

    @Test(
        "an error names its place and a cure",
        arguments: [
            ("", StandardsError.Code.syntax, 1, nil),
            ("corpus: [", .syntax, 2, 1),
            ("corpus: other\nstandards: [{}]", .value, 1, 9),
            ("corpus: claims\nstandard: []", .key, 2, 1),
            ("corpus: claims\nevidence_field: kind\nstandards: []", .field, 2, 17),
            (head + "  []", .value, 4, 3),
            (head + "- id: A\n  id: B\n", .key, 4, 3),
            (head + "- id: A\n", .key, 4, 3),
            (head + start + "  effect: must_pay\n  when: {colour: {is: red}}", .field, 8, 10),
            (head + start + "  effect: must_pay\n  when: {amount: {has: red}}", .operator, 8, 19),
            (head + start + "  effect: must_pay\n  when: {kind: {at_least: 3}}", .operator, 8, 17),
            (head + start + "  effect: must_pay\n  when: {amount: {at_least: much}}", .value, 8, 29),
            (head + start + "  effect: must_pay\n  when: {amount: {at_least: inf}}", .value, 8, 29),
            (head + start + "  effect: must_pay\n  when: {bought: {within_days: -1}}", .value, 8, 32),
            (head + start + "  effect: must_pay\n  when: {flagged: {is: perhaps}}", .value, 8, 24),
            (head + start + "  effect: must_pay\n  when: {kind: {in: []}}", .value, 8, 21),
            (head + start + "  effect: must_pay\n  when: {}", .value, 8, 9),
            (head + start + "  effect: must_pay\n  when: {kind: {}}", .value, 8, 16),
            (head + start + "  effect: may_pay\n  when: {kind: {is: a}}", .value, 7, 11),
            (head + start + "  effect: needs_evidence\n  when: {kind: {is: a}}", .key, 4, 3),
            (head + start + "  effect: must_pay\n  when: {kind: {is: a}}\n  valid_from: 2024-13", .value, 9, 15),
            (
                head + start + "  effect: must_pay\n  when: {kind: {is: a}}\n"
                    + "  valid_from: 2024-02-01\n  valid_to: 2024-02-01", .value, 4, 3
            ),
        ] as [(String, StandardsError.Code, Int?, Int?)]
    )
    func place(yaml: String, code: StandardsError.Code, line: Int?, column: Int?) throws {
        let error = try #require(throws: StandardsError.self) {
            try StandardCatalogue(yaml: yaml, file: "s.yaml", schema: claimsSchema)
        }
        #expect(error.code == code, "\(error)")
        #expect(error.place == Place(file: "s.yaml", line: line, column: column), "\(error)")
        #expect(!error.cure.isEmpty)
    }

    @Test("the same version of a clause is refused, another version is not")
    func versions() throws {
        let clause = "  effect: must_pay\n  when: {kind: {is: a}}\n"
        let twice = Self.head + Self.start + clause + Self.start + clause
        #expect(throws: StandardsError.self) { try StandardCatalogue(yaml: twice, schema: claimsSchema) }
        let two = Self.head + Self.start + clause + Self.start + "  version: 2\n" + clause
        #expect(try StandardCatalogue(yaml: two, schema: claimsSchema).standards.map(\.version) == [1, 2])
    }

    @Test("a file that is not there is an error with its path")
    func noFile() throws {
        let error = try #require(throws: StandardsError.self) {
            try StandardCatalogue.load(path: "nowhere/standards.yaml", schema: claimsSchema)
        }
        #expect(error.code == .file)
        #expect(error.description.hasPrefix("nowhere/standards.yaml: the file cannot be opened: "))
    }

    @Test("deep nesting is refused before it is read", arguments: ["[", "{a: ", "- ", "? "])
    func nesting(opening: String) {
        let yaml = "corpus: " + String(repeating: opening, count: 100_000)
        #expect(throws: StandardsError.self) { try StandardCatalogue(yaml: yaml, schema: claimsSchema) }
    }

    @Test("a mutated catalogue gives an error or a catalogue")
    func mutated() {
        let yaml = Array(catalogueYAML(when: ["{any: [{kind: {is: a}}, {not: {amount: {above: 3}}}]}"]).utf8)
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<500 {
            var bytes = yaml
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(128)) }
            let text = String(decoding: bytes.prefix(1 + next(bytes.count)), as: UTF8.self)
            _ = try? StandardCatalogue(yaml: text, schema: claimsSchema)
        }
    }
}
