import EvaCorpus
import EvaTestSupport
import Testing

@Suite("Joining tables")
struct CaseTableJoiningTests {
    @Test("the parts of a corpus, joined, are the corpus")
    func parts() throws {
        let lines = Claims.lines(rows: 60)
        let whole = try Claims.table(lines)
        let halves = try (Claims.table(Array(lines[..<25])), Claims.table(Array(lines[25...])))
        #expect(try halves.0.joined(with: halves.1) == whole)
        #expect(try CaseTable(schema: whole.schema).joined(with: whole) == whole)
        #expect(try whole.joined(with: CaseTable(schema: whole.schema)) == whole)
        // Whatever comes first, the cases stand in time order.
        #expect(try halves.1.joined(with: halves.0).times == whole.times)
    }

    @Test("of two cases with one identifier the newer table's stays")
    func repeated() throws {
        let lines = Claims.lines(rows: 20)
        let changed = Claims.lines(rows: 20) { _ in true }
        let joined = try Claims.table(lines).joined(with: Claims.table(Array(changed[5..<8])))
        #expect(joined.rowCount == 20)
        #expect(try joined == Claims.table(Array(lines[..<5]) + Array(changed[5..<8]) + Array(lines[8...])))
    }

    @Test("what the newer table has no column for is missing there")
    func roles() throws {
        let fields = "fields: {item: {type: category}, amount: {type: money}}\n"
        let common = "corpus: c\nid: id\ntime: time\nlabel: {field: decision}\n" + fields
        let full = try table(
            schema: common + "amount: {field: amount, currency: CNY}\nagent: agent\npaid: {field: paid}\n"
                + "first_decision: first\ntruth: truth\n",
            csv: "id,time,decision,item,amount,agent,paid,first,truth\n1,2024-01-02,pay,coat,5,ann,4,deny,0.5\n"
        )
        let bare = try table(
            schema: common + "agent: agent\n",
            csv: "id,time,decision,item,amount,agent\n2,2024-01-01,deny,shoe,,bob\n3,2024-01-03,pay,coat,,ann\n"
        )
        let joined = try full.joined(with: bare)
        #expect(joined.schema == full.schema)
        #expect((0..<3).map { joined.ids.text(of: $0) } == ["2", "1", "3"])
        #expect((0..<3).map { joined.displayValue(field: 0, row: $0) } == ["shoe", "coat", "coat"])
        #expect(joined.agents.codes.map { joined.agents.categories[Int($0)] } == ["bob", "ann", "ann"])
        #expect(joined.amounts.map(\.isNaN) == [true, false, true] && joined.paid.map(\.isNaN) == [true, false, true])
        #expect(joined.firstDecisions == [-1, 0, -1] && joined.truths.map(\.isNaN) == [true, false, true])
        #expect(try bare.joined(with: full).paid.isEmpty)
    }

    @Test("tables with different fields are refused")
    func different() throws {
        let claims = try Claims.table(rows: 5)
        let other = CaseTable(schema: try Schema(yaml: Claims.schema.replacing("  vip: {type: flag}\n", with: "")))
        #expect(throws: CorpusError.self) { try claims.joined(with: other) }
    }
}
