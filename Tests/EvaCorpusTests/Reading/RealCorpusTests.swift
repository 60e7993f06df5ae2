import EvaCorpus
import EvaTestSupport
import Foundation
import Testing

@Suite("Real corpora")
struct RealCorpusTests {
    @Test("TSA: every row is read, with its label, money and missing values", .realCorpus("tsa.csv.gz"))
    func tsa() throws {
        let path = try #require(corpus("tsa.csv.gz"))
        let schema = try Schema.load(path: packageRoot + "/data/tsa/schema.yaml")
        let clock = ContinuousClock()
        var result: ReadResult?
        for _ in 0..<3 {
            let duration = try clock.measure { result = try CaseTable.read(path: path, schema: schema) }
            print("TSA, compressed: \(duration)")
        }
        let table = try #require(result?.table)
        #expect(result?.rejects.count == 0)
        #expect(table.rowCount == 182_835)
        #expect(table.labels.count { $0 == 1 } == 83_294)
        #expect(table.labels.count { $0 == 0 } == 99_541)
        let first = CaseTime(year: 2011, month: 7, day: 13)
        #expect(table.rows(since: first).count + table.rows(until: first).count == 182_835)
        #expect(table.times[table.rows(since: first).lowerBound] >= first)
    }
}
