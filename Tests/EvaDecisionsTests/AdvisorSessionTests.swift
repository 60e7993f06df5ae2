import EvaCorpus
import EvaDecisions
import EvaTestSupport
import Testing

struct AdvisorSessionTests {
    @Test("A session says of each case what the advisor says of its row, with what would change it")
    func rows() throws {
        let (table, plain) = try AdvisorExample.claims.get()
        var advisor = plain
        advisor.changes = ChangeSearch(plain.bundle)
        var session = try AdvisorSession(advisor)
        var found = 0
        for row in stride(from: 0, to: 160, by: 5) {
            let json = Array(CaseJSONWriter.json(table, row: row).utf8)
            let own = try CaseTable.one(json: json, schema: table.schema)
            let expected = try advisor.suggest(own, row: 0)
            #expect(try session.suggest(json) == expected)
            #expect(try session.decide(json).probability == expected.probability)
            if expected.whatWouldChangeIt != nil { found += 1 }
        }
        #expect(found > 0)
    }
}
