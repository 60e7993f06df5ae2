import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

@Suite("The part with record and rule")
struct DecisionsPartTests {
    private let example: BudgetExample
    private let part: DecisionsPart

    init() throws {
        example = try BudgetExample(rows: 300, seed: 1)
        let yaml = """
            budgets: {wrong_pay: 0.2, wrong_deny: {rate: 0.2, of: money}}
            segments: [{field: kind, values: {a: {wrong_pay: 0.1}}}, {field: amount, bands: [500]}]
            """
        let policy = try BudgetExample.policy(yaml)
        part = DecisionsPart(record: example.record(policy), rule: try example.rule(policy))
    }

    @Test("what is read is what was written")
    func roundTrip() throws {
        let read = try DecisionsPart(bytes: part.bundlePart.bytes, schema: example.table.schema)
        #expect(read == part)
        let bare = DecisionsPart(record: part.record, rule: nil)
        #expect(try DecisionsPart(bytes: bare.bundlePart.bytes, schema: example.table.schema) == bare)
        let rows = 0..<300
        let rule = try #require(read.rule)
        #expect(try example.answers(rule, rows: rows) == example.answers(#require(part.rule), rows: rows))
    }

    @Test("a policy found on the record that was read gives the same rule")
    func again() throws {
        let read = try DecisionsPart(bytes: part.bundlePart.bytes, schema: example.table.schema)
        let policy = try #require(part.rule).policy
        #expect(try ThresholdSearch(policy).rule(read.record, schema: example.table.schema) == part.rule)
    }

    @Test("damaged bytes throw or are read, and never trap")
    func damaged() throws {
        let bytes = part.bundlePart.bytes
        var random = SplitMix(state: 3)
        for cut in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: (any Error).self) {
                try DecisionsPart(bytes: Array(bytes[..<cut]), schema: example.table.schema)
            }
        }
        var thrown = 0
        for _ in 0..<200 {
            var mutated = bytes
            // Half of the changes hit the rule, at the end.
            let place = random.below(2) == 0 ? random.below(bytes.count) : bytes.count - 1 - random.below(400)
            mutated[place] = UInt8(random.below(256))
            do {
                let read = try DecisionsPart(bytes: mutated, schema: example.table.schema)
                if let rule = read.rule { _ = example.answers(rule, rows: 0..<3) }
            } catch {
                thrown += 1
            }
        }
        #expect(thrown > 0)
    }

    @Test("a record keeps the newest twenty thousand cases")
    func most() throws {
        let rows = Array(repeating: 0, count: 20_003) + [299]
        let record = ForwardCases(
            example.table,
            rows: rows,
            probabilities: rows.map { _ in 0.25 },
            policy: nil
        )
        #expect(record.count == 20_000 && record.times.last == example.table.times[299])
    }
}
