import EvaCorpus
import EvaTestSupport
import Foundation
import Testing

@Suite("Real corpora", .serialized)
struct RealCorpusTests {
    @Test("TSA: every row is read, with its label, money and missing values", .realCorpus("tsa.csv.gz"))
    func tsa() throws {
        let (table, rejects) = try read("tsa")
        #expect(rejects.count == 0 && rejects.rowsRead == 182_835)
        #expect(table.rowCount == 182_835)
        #expect(table.labels.count { $0 == 1 } == 83_294)
        #expect(table.labels.count { $0 == 0 } == 99_541)
        #expect(table.amounts.count { !$0.isNaN } == 130_462)
        #expect(table.amounts.filter { !$0.isNaN }.max() == 3e12)
        let first = CaseTime(year: 2011, month: 7, day: 13)
        #expect(table.rows(since: first).count + table.rows(until: first).count == 182_835)
        #expect(table.times[table.rows(since: first).lowerBound] >= first)
    }

    @Test("IMR: every row is read", .realCorpus("imr.csv.gz"))
    func imr() throws {
        let (table, rejects) = try read("imr")
        #expect(rejects.count == 0 && table.rowCount == 19_228)
        #expect(table.labels.count { $0 == 1 } == 8_452 && table.labels.count { $0 == 0 } == 10_776)
        #expect(table.times.first == CaseTime(year: 2001) && table.times.last == CaseTime(year: 2016))
    }

    @Test("TSA: the check finds the typing errors that its notes tell of", .realCorpus("tsa.csv.gz"))
    func check() throws {
        let (table, rejects) = try read("tsa")
        let report = CorpusCheck.run(table: table, rejects: rejects)
        #expect(report.years.count == 16 && report.years.first?.year == 2002)
        #expect(report.findings.contains { $0.kind == .dateAfterTime && $0.cases == 1391 })
        #expect(report.findings.contains { $0.kind == .absurdValue && $0.field == "claim_amount" })
        #expect(!report.findings.contains { $0.kind == .leakSuspect })
        #expect(report.fields.first { $0.field == "claim_amount" }?.type == .money)
    }

    @Test("What the agencies added after the decision is inferred to be an outcome", .realCorpus("tsa.csv.gz"))
    func inferTSA() throws {
        let schema = try infer("tsa")
        #expect(schema.id == "row_id" && schema.time == "date_received" && schema.label.field == "decision")
        #expect(Set(schema.outcomeOnly) == ["disposition", "close_amount", "status"])
        #expect(schema.ignore == ["claim_number", "airport_name"])
        #expect(schema.fields.first { $0.name == "item" }?.type == .set)
        #expect(schema.amount?.field == "claim_amount" && schema.paid == "close_amount")
    }

    @Test("The determination of a medical review is inferred to be an outcome", .realCorpus("imr.csv.gz"))
    func inferIMR() throws {
        let schema = try infer("imr")
        #expect(schema.id == "reference_id" && schema.time == "report_year" && schema.label.field == "decision")
        #expect(schema.outcomeOnly == ["determination"] && schema.ignore.isEmpty && schema.fields.count == 7)
    }

    @Test("An outcome whose name says nothing is found by how well it ranks", .realCorpus("imr.csv.gz"))
    func inferByRanking() throws {
        let path = try #require(corpus("imr.csv.gz"))
        let schema = try Schema.load(path: packageRoot + "/data/imr/schema.yaml")
        let table = try CaseTable.read(path: path, schema: schema).table
        var lines = String(decoding: CaseTableWriter.csv(table), as: UTF8.self).split(separator: "\n").map(String.init)
        for row in lines.indices {
            lines[row] += row == 0 ? ",letter" : table.labels[row - 1] == 1 ? ",A\(row % 3)" : ",B"
        }
        try withTemporaryFolder { folder in
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: folder + "imr.csv"))
            let inferred = try Schema(yaml: SchemaInference.infer(path: folder + "imr.csv"))
            #expect(inferred.outcomeOnly == ["letter"])
        }
    }

    private func read(_ name: String) throws -> (CaseTable, RejectSummary) {
        let path = try #require(corpus("\(name).csv.gz"))
        let schema = try Schema.load(path: packageRoot + "/data/\(name)/schema.yaml")
        var result: ReadResult?
        let duration = try ContinuousClock().measure { result = try CaseTable.read(path: path, schema: schema) }
        print("\(name).csv.gz: read in \(duration)")
        let read = try #require(result)
        return (read.table, read.rejects)
    }

    private func infer(_ name: String) throws -> Schema {
        let path = try #require(corpus("\(name).csv.gz"))
        let schema = try Schema(yaml: SchemaInference.infer(path: path))
        #expect(try CaseTable.read(path: path, schema: schema).rejects.count == 0)
        return schema
    }
}
