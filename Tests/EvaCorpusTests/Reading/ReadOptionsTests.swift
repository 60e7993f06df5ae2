import EvaCorpus
import Synchronization
import Testing

@Suite("Reading a part")
struct ReadOptionsTests {
    private let rows =
        header
        + "1,2023-12-31,pay,a,,,,,\n2,2024-01-01,pay,b,,x,,,\n3,2024-06-01,deny,c,,,,,\n4,2025-01-01,pay,d,,,,,\n"

    @Test("since is inclusive, until exclusive; what lies outside leaves no trace")
    func window() throws {
        var options = lenient
        options.since = CaseTime(year: 2024)
        options.until = CaseTime(year: 2025)
        let result = try read(rows, schema: claims, options: options)
        #expect(result.table.rowCount == 1 && result.table.column("kind")?.names == ["c"])
        #expect(result.rejects.rowsRead == 4 && result.rejects.rowsOutside == 2 && result.rejects.count == 1)
        #expect(result.rejects.share == 0.5)
    }

    @Test("A row outside the span is not checked, not even left of its time")
    func outside() throws {
        var options = ReadOptions()
        options.since = CaseTime(year: 2024)
        let file = "decision,id,day,kind,evidence,amount,bought,vip,story\n?,1,2023,a,,x,,,\npay,1,2024,b,,,,,\n"
        let result = try read(file, schema: claims, options: options)
        #expect(result.table.rowCount == 1 && result.rejects.count == 0 && result.rejects.rowsOutside == 1)
    }

    @Test("Without required labels, cases may lack theirs, and files the column; unknown ones stay errors")
    func unlabelled() throws {
        var options = ReadOptions()
        options.requireLabels = false
        #expect(try read(header + "1,2024,,a,,,,,\n", schema: claims, options: options).table.labels == [-1])
        let file = "id,day,kind,evidence,amount,bought,vip,story\n1,2024,a,,,,,\n"
        #expect(try read(file, schema: claims, options: options).table.labels == [-1])
        #expect(throws: CorpusError.self) { try read(file, schema: claims) }
        #expect(throws: CorpusError.self) {
            try read(header + "1,2024,maybe,a,,,,,\n", schema: claims, options: options)
        }
    }

    @Test("Roles other than facts may be missing in a file, and are read when there")
    func roles() throws {
        var schema = claims
        schema.agent = "agent"
        schema.paid = "paid"
        schema.firstDecision = "first"
        schema.truth = "p"
        let without = try read(header + "1,2024,pay,a,,,,,\n", schema: schema).table
        #expect(without.agents.codes == [-1] && without.firstDecisions == [-1])
        #expect(without.paid.count == 1 && without.paid[0].isNaN && without.truths[0].isNaN)
        let file = "agent,paid,first,p," + header + "x,2.5,deny,0.25,1,2024,pay,a,,,,,\n"
        let with = try read(file, schema: schema).table
        #expect(with.agents.categories == ["x"] && with.paid == [2.5])
        #expect(with.firstDecisions == [0] && with.truths == [0.25])
        let plain = try read(header + "1,2024,pay,a,,,,,\n", schema: claims).table
        #expect(
            plain.agents.codes.isEmpty && plain.paid.isEmpty && plain.firstDecisions.isEmpty && plain.truths.isEmpty
        )
    }

    @Test("Progress is told, and may stop the reading")
    func progress() throws {
        struct Stop: Error {}
        let told = Mutex<[Int]>([])
        var options = ReadOptions()
        options.progress = { read, total in
            told.withLock { $0 += [read, total] }
        }
        _ = try read(rows.replacing(",x,", with: ",,"), schema: claims, options: options)
        #expect(told.withLock { $0.count } >= 2 && told.withLock { $0[0] == $0[1] })
        options.progress = { _, _ in throw Stop() }
        #expect(throws: Stop.self) { try read(rows, schema: claims, options: options) }
    }
}
