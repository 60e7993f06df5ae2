import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

@Suite("Reading costs")
struct CostTableReadingTests {
    private static let right = """
        corpus: claims
        currency: CNY
        wrong_pay: {recovery: 0.2, fixed: 3}
        wrong_deny: {share: 1.5}
        review: 15
        missing_amount: 200
        """

    private func read(_ yaml: String) throws(DecisionsError) -> CostTable {
        let schema: Schema
        do {
            schema = try Schema(yaml: Claims.schema)
        } catch {
            throw DecisionsError(.value, "\(error)", at: Place(file: "schema"), cure: "")
        }
        return try CostTable(yaml: yaml, file: "c.yaml", schema: schema)
    }

    @Test("a table is read, a part that is not given is 0")
    func reads() throws {
        let costs = try read(Self.right)
        #expect(
            costs
                == CostTable(
                    corpus: "claims",
                    currency: "CNY",
                    wrongPayRecovery: 0.2,
                    wrongPayFixed: 3,
                    wrongDenyShare: 1.5,
                    wrongDenyFixed: 0,
                    review: 15,
                    missingAmount: 200
                )
        )
    }

    @Test(
        "what is wrong is told with its place and a cure",
        arguments: [
            ("corpus: claims", "corpus: other", "c.yaml:1:9: the costs are for other"),
            ("CNY", "USD", "c.yaml:2:11: the costs are in USD, the amounts of claims in CNY"),
            ("recovery: 0.2", "recovery: 1.2", "c.yaml:3:23: recovery of wrong_pay is 1.2"),
            ("recovery: 0.2", "recovry: 0.2", "c.yaml:3:13: wrong_pay has no key recovry"),
            ("fixed: 3", "fixed: -3", "c.yaml:3:35: fixed of wrong_pay is -3.0"),
            ("share: 1.5", "share: inf", "c.yaml:4:21: share of wrong_deny is not a number"),
            ("{share: 1.5}", "{}", "c.yaml:4:13: wrong_deny says nothing"),
            ("review: 15", "review: cheap", "c.yaml:5:9: review is not a number"),
            ("review: 15", "review: 1e13", "c.yaml:5:9: review is 10000000000000.0"),
            ("\nmissing_amount: 200", "", "c.yaml:1:1: the cost table lacks missing_amount"),
            ("review: 15", "reveiw: 15", "c.yaml:5:1: the cost table has no key reveiw"),
            ("review: 15", "review: 15\nreview: 16", "c.yaml:5:1: review is there twice"),
        ]
    )
    func wrong(part: String, replacement: String, start: String) throws {
        let yaml = Self.right.replacing(part, with: replacement)
        #expect(yaml != Self.right)
        let error = #expect(throws: DecisionsError.self) { try read(yaml) }
        #expect(error?.description.hasPrefix(start) == true, "\(String(describing: error))")
        #expect(error?.cure.isEmpty == false)
    }

    @Test("mutated bytes give an error or a table, never a trap")
    func mutated() {
        var random = SplitMix(state: 11)
        let bytes = Array(Self.right.utf8)
        for _ in 0..<500 {
            var mutant = bytes
            for _ in 0...random.below(3) { mutant[random.below(mutant.count)] = UInt8(random.below(128)) }
            let costs = try? read(String(decoding: mutant, as: UTF8.self))
            if let costs { #expect(costs.expected(.pay, probability: 0, amount: 1e9).isFinite) }
        }
    }

    @Test("the committed tables fit their schemas", arguments: ["after-sales", "tsa"])
    func committed(corpus: String) throws {
        let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/data/" + corpus
        let schema = try Schema.load(path: folder + "/schema.yaml")
        let costs = try CostTable.load(path: folder + "/costs.yaml", schema: schema)
        #expect(costs.review > 0)
    }
}
