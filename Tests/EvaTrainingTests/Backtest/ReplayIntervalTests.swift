import EvaCorpus
import EvaTraining
import Testing

@Suite("Periods of a replay")
struct ReplayIntervalTests {
    private func periods(_ every: ReplayInterval, _ since: String, _ until: String?, last: String) throws
        -> [ReplayPeriod]
    {
        every.periods(
            since: try #require(CaseTime(parsing: since)),
            until: try until.map { try #require(CaseTime(parsing: $0)) },
            last: try #require(CaseTime(parsing: last))
        )
    }

    @Test(
        "follow the calendar up to the one with the last case",
        arguments: [
            (ReplayInterval.month, ["2015-11", "2015-12", "2016-01", "2016-02"], "2016-03-01"),
            (.quarter, ["2015-Q4", "2016-Q1"], "2016-04-01"), (.half, ["2015-H2", "2016-H1"], "2016-07-01"),
            (.year, ["2015", "2016"], "2017-01-01"),
        ]
    )
    func names(every: ReplayInterval, names: [String], end: String) throws {
        let periods = try periods(every, "2015-11-03", nil, last: "2016-02-29T23:59:59")
        #expect(periods.map(\.name) == names)
        #expect(names == names.sorted())
        #expect(periods.first?.start.description == "2015-11-03")
        #expect(periods.last?.end.description == end)
        for (one, next) in zip(periods, periods.dropFirst()) { #expect(one.end == next.start) }
    }

    @Test("end before --until, which may cut the last one short")
    func until() throws {
        let cut = try periods(.half, "2015-01-01", "2015-08-01", last: "2015-07-31")
        #expect(cut.map(\.name) == ["2015-H1", "2015-H2"])
        #expect(cut.last?.end.description == "2015-08-01")
        #expect(try periods(.half, "2015-01-01", "2015-07-01", last: "2015-06-30").map(\.name) == ["2015-H1"])
    }

    @Test("begin at the day given, however late in the calendar's period")
    func lateStart() throws {
        let periods = try periods(.year, "2015-12-31", nil, last: "2016-01-01")
        #expect(periods.map(\.name) == ["2015", "2016"])
        #expect(periods.map(\.start.description) == ["2015-12-31", "2016-01-01"])
    }
}
