import EvaCorpus
import EvaEvaluation
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Testing

/// Amounts paid on airport-security claims; amounts claimed were published until 2009.
@Suite("TSA amounts", .serialized)
struct TSAAmountTests {
    private func table(until: CaseTime) throws -> CaseTable {
        var options = ReadOptions()
        options.until = until
        return
            try CaseTable.read(
                path: #require(corpus("tsa.csv.gz")),
                schema: Schema.load(path: repositoryFile("data/tsa/schema.yaml")),
                options: options
            )
            .table
    }

    private func judged(_ table: CaseTable, from: CaseTime, until: CaseTime) throws -> AmountErrors {
        let pool = WorkerPool(threads: 2)
        let past = table.subset(table.rows(until: from))
        let trained = try #require(try AmountTrainer(table: past, seed: 1, pool: pool).train())
        let later = table.subset(table.rows(since: from, until: until))
        let errors = try #require(try AmountErrors(trained.model, on: later, pool: pool))
        print("from \(from): \(errors), level \(trained.model.level), \(trained.model.part.bytes.count) bytes")
        return errors
    }

    @Test("trained before 2007, Eva suggests what was paid from 2007 to 2009", .slow, .realCorpus("tsa.csv.gz"))
    func later() throws {
        let end = CaseTime(year: 2010)
        let errors = try judged(table(until: end), from: CaseTime(year: 2007), until: end)
        #expect(errors.cases > 11_000)
        #expect((0.77...0.83).contains(errors.intervalCoverage))
        #expect(errors.meanAbsoluteError < 0.5 * errors.claimError)
        #expect(errors.meanAbsoluteError < 0.5 * errors.medianRatioError)
    }

    @Test(
        "as it was in the years before",
        .slow,
        .realCorpus("tsa.csv.gz"),
        arguments: [(2005, 2006), (2006, 2007), (2005, 2007)]
    )
    func earlier(from: Int, until: Int) throws {
        let end = CaseTime(year: until)
        let errors = try judged(table(until: end), from: CaseTime(year: from), until: end)
        #expect((0.75...0.85).contains(errors.intervalCoverage))
        #expect(errors.meanAbsoluteError < errors.claimError)
    }
}
