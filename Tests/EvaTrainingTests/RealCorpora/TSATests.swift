import EvaCorpus
import EvaTestSupport
import Testing

/// Airport-security claims, whose pay rate falls from 77 % to 21 % and rises again.
@Suite("TSA claims", .serialized)
struct TSATests {
    private func judged(since: CaseTime? = nil, until: CaseTime, judgedUntil end: CaseTime? = nil) throws -> Judged {
        try Judged(
            cases: #require(corpus("tsa.csv.gz")),
            schema: repositoryFile("data/tsa/schema.yaml"),
            since: since,
            until: until,
            judgedUntil: end
        )
    }

    @Test("trained on the first nine years, Eva is right on those after them", .slow, .realCorpus("tsa.csv.gz"))
    func untilMiddle() throws {
        let judged = try judged(until: CaseTime(year: 2011, month: 7, day: 13))
        #expect(try #require(judged.metrics.auc) >= 0.695)
        #expect(judged.metrics.logLoss <= 0.640)
    }

    @Test("trained on 2010 to 2014, Eva is right until the end of 2015", .slow, .realCorpus("tsa.csv.gz"))
    func recent() throws {
        let judged = try judged(
            since: CaseTime(year: 2010),
            until: CaseTime(year: 2014, month: 4, day: 25),
            judgedUntil: CaseTime(year: 2016)
        )
        #expect(try #require(judged.metrics.auc) >= 0.708)
        #expect(judged.metrics.logLoss <= 0.618)
    }
}
