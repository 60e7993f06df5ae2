import EvaCorpus
import EvaEvaluation
import EvaNumerics
import EvaTestSupport
import EvaTraining
import Foundation
import Testing

/// Cases of March 2024 on, two a day.
@Suite("Backtest", .slow)
struct BacktestTests {
    private static let rows = 240
    private static let days = 120

    private func lines(seed: UInt64 = 7, isFlipped: (Int) -> Bool = { _ in false }) -> [String] {
        Claims.lines(rows: Self.rows, seed: seed, days: Self.days, isFlipped: isFlipped)
    }

    private func options(
        since: String = "2024-05-01",
        every: ReplayInterval = .month,
        learner: LearnerChoice = .trees,
        search: SearchEffort = .none
    ) throws -> BacktestOptions {
        var options = BacktestOptions(since: try #require(CaseTime(parsing: since)), every: every)
        options.training.learner = learner
        options.training.search = search
        return options
    }

    private func run(_ lines: [String], _ options: BacktestOptions, threads: Int = 1) throws -> BacktestResult {
        try Backtest(table: Claims.table(lines), options: options, pool: WorkerPool(threads: threads)).run()
    }

    /// Row of the corpus whose case is the first at or after a day.
    private func row(_ lines: [String], _ day: String) throws -> Int {
        try #require(lines.firstIndex { $0.split(separator: ",")[1] >= day })
    }

    @Test("every case since the start is scored once, in time order, with its period")
    func covers() throws {
        let lines = lines()
        let result = try run(lines, options())
        let first = try row(lines, "2024-05-01")
        #expect(result.cases.count == Self.rows - first)
        #expect(result.cases.probabilities.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(Set(result.cases.probabilities).count > 20)
        let months = lines[first...].map { String($0.split(separator: ",")[1].prefix(7)) }
        #expect(result.cases.periods == months)
        #expect(result.replay.periods.map(\.period) == ["2024-05", "2024-06"])
        #expect(result.replay.periods.map(\.pastCases) == [first, try row(lines, "2024-06-01")])
        let csv = result.predictionsCSV().split(separator: "\n")
        #expect(csv.first == "case_id,time,label,probability,suggestion")
        #expect(csv.count == 1 + result.cases.count)
        for (line, source) in zip(csv.dropFirst(), lines[first...]) {
            let (cells, facts) = (line.split(separator: ","), source.split(separator: ","))
            #expect(cells.prefix(3) == facts.prefix(3))
            #expect(cells[4] == (try #require(Double(cells[3])) >= 0.5 ? "pay" : "deny"))
        }
    }

    @Test("what a period brings changes no earlier score, and its labels not even its own")
    func noLeak() throws {
        let lines = lines()
        let options = try options(learner: .blend)
        let plain = try run(lines, options)
        let cut = try row(lines, "2024-06-01")
        let first = try row(lines, "2024-05-01")
        let labels = try run(self.lines { $0 >= cut }, options)
        #expect(labels.cases.labels != plain.cases.labels)
        #expect(labels.cases.probabilities == plain.cases.probabilities)
        let other = self.lines(seed: 8) { _ in true }
        let facts = try run(Array(lines[..<cut] + other[cut...]), options)
        #expect(facts.cases.probabilities.prefix(cut - first) == plain.cases.probabilities.prefix(cut - first))
        #expect(facts.cases.probabilities.dropFirst(cut - first) != plain.cases.probabilities.dropFirst(cut - first))
        let earlier = try run(self.lines { $0 < cut && $0 >= cut - 40 }, options)
        #expect(earlier.cases.probabilities.suffix(50) != plain.cases.probabilities.suffix(50))
    }

    @Test("a label counts only when its delay is over, to the second")
    func labelDelay() throws {
        let lines = lines()
        var options = try options(since: "2024-06-01", every: .year)
        let unknown = try row(lines, "2024-05-22")
        let last = try row(lines, "2024-06-01")
        let flipped = self.lines { (unknown..<last).contains($0) }
        let known = try run(lines, options).cases.probabilities
        #expect(try run(flipped, options).cases.probabilities != known)
        options.labelDelayDays = 11
        let plain = try run(lines, options)
        #expect(plain.replay.periods.map(\.pastCases) == [unknown])
        #expect(plain.replay.periods.map(\.pastUntil) == ["2024-05-21"])
        #expect(try run(flipped, options).cases.probabilities == plain.cases.probabilities)
        options.labelDelayDays = 10
        #expect(try run(lines, options).replay.periods.map(\.pastCases) == [row(lines, "2024-05-23")])
        #expect(try run(flipped, options).cases.probabilities != plain.cases.probabilities)
    }

    @Test("one thread and two give the same file")
    func threads() throws {
        let options = try options(learner: .blend)
        let one = try run(lines(), options, threads: 1)
        let two = try run(lines(), options, threads: 2)
        #expect(one.predictionsCSV() == two.predictionsCSV())
        #expect(try one.report(rejects: 0).json() == two.report(rejects: 0).json())
    }

    @Test("too few earlier cases give a model with defaults, enough of them give a choice")
    func sources() throws {
        let lines = Claims.lines(rows: 700, days: Self.days)
        let result = try run(lines, options(search: .fast))
        #expect(result.replay.periods.map(\.source) == [.defaults, .chosen])
        #expect(result.replay.periods.map(\.choice) == [nil, 0])
        #expect(result.replay.choices.map(\.period) == ["2024-06"])
        #expect(result.replay.choices.map(\.search) == ["none"])
        #expect(result.replay.fits == 3, "one a period, and one to choose the rounds")
        let notes = try result.report(rejects: 0).notes
        #expect(notes.count == 2)
        #expect(notes[0].contains("defaults") && notes[0].hasSuffix(": 2024-05"))
        #expect(notes[1].contains("search fast, so that it was none") && notes[1].hasSuffix(": 2024-06"))
    }

    @Test("without an earlier case, or with one label among them, the steadied share of pay serves, and is noted")
    func baseRate() throws {
        let lines = lines()
            .enumerated().map { row, line in row < 40 ? line.replacing(",pay,", with: ",deny,") : line }
        let result = try run(lines, options(since: "2024-03-01", every: .half))
        #expect(result.replay.periods.map(\.source) == [.baseRate])
        #expect(Set(result.cases.probabilities) == [0.5])
        let denied = try run(lines, options(since: "2024-03-20", every: .half))
        #expect(denied.replay.periods.map(\.source) == [.baseRate])
        #expect(denied.replay.periods.map(\.pastCases) == [38])
        #expect(Set(denied.cases.probabilities) == [1.0 / 40])
        #expect(try denied.report(rejects: 0).notes.contains { $0.hasSuffix(": 2024-H1") })
    }

    @Test(
        "two cases, few cases, and few pays are a past that every learner can score by",
        arguments: [
            LearnerChoice.trees, .blend,
        ]
    )
    func smallPast(learner: LearnerChoice) throws {
        let lines = lines()
        let pair = try #require(zip(lines, lines.dropFirst()).first { $0.contains(",pay,") != $1.contains(",pay,") })
        let two = try run([pair.0, pair.1] + lines.suffix(20), options(since: "2024-06-01", learner: learner))
        #expect(two.replay.periods.map(\.pastCases) == [2])
        #expect(two.replay.periods.map(\.source) == [.defaults])
        #expect(two.cases.count == 20 && two.cases.probabilities.allSatisfy { $0 > 0.1 && $0 < 0.9 })
        for pays in [1, 3] {
            var left = pays
            let poor = lines.prefix(100).enumerated()
                .map { row, line in
                    guard row < 60, line.contains(",pay,") else { return line }
                    left -= 1
                    return left >= 0 ? line : line.replacing(",pay,", with: ",deny,")
                }
            let result = try run(poor, options(since: "2024-04-01", learner: learner))
            #expect(result.replay.periods.map(\.source) == [.defaults])
            #expect(result.cases.probabilities.allSatisfy { $0 > 0 && $0 < 1 })
        }
    }

    @Test("a period without a case is listed, and the next one is scored all the same")
    func emptyPeriod() throws {
        let lines = lines().filter { !$0.split(separator: ",")[1].hasPrefix("2024-05") }
        let result = try run(lines, options(since: "2024-04-15"))
        #expect(result.replay.periods.map(\.source) == [.defaults, .noCase, .defaults])
        let report = try result.report(rejects: 3)
        #expect(report.periods.map(\.period) == ["2024-04", "2024-05", "2024-06"])
        #expect(report.periods.map { $0.metrics?.cases } == [32, nil, 56])
        #expect(report.notes.contains { $0.hasSuffix(": 2024-05") })
    }

    @Test("cases of one moment are on one side of a start, and a corpus of years is replayed by year")
    func years() throws {
        let lines = lines().enumerated()
            .map { row, line in
                var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                cells[1] = "\(2020 + row / 60)"
                return cells.joined(separator: ",")
            }
        let result = try run(lines, options(since: "2021", every: .year))
        #expect(result.replay.periods.map(\.pastCases) == [60, 120, 180])
        #expect(try result.report(rejects: 0).periods.map { $0.metrics?.cases } == [60, 60, 60])
        let one = try run(Array(lines.prefix(60)), options(since: "2020", every: .month))
        #expect(one.replay.periods.map(\.source) == [.baseRate])
        #expect(one.cases.count == 60)
    }

    @Test("a value that no earlier case had is scored")
    func newCategory() throws {
        let lines = lines()
            .map { line in
                line.split(separator: ",")[1] >= "2024-06-20"
                    ? line.replacing("damaged", with: "unheard of, \"new\"") : line
            }
            .map { $0.replacing("unheard of, \"new\"", with: "\"unheard of, \"\"new\"\"\"") }
        let result = try run(lines, options())
        #expect(result.cases.slices.contains { $0.values.contains("unheard of, \"new\"") })
        #expect(result.cases.probabilities.allSatisfy { $0 > 0 && $0 < 1 })
    }

    @Test("identifiers with commas and quotes are written so that they read back")
    func quoting() throws {
        let lines = lines().map { "\"a,\"\"\($0.prefix { $0 != "," })\"\"\"\($0.drop { $0 != "," })" }
        let csv = try run(lines, options()).predictionsCSV()
        #expect(csv.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("\"a,\"\"") })
    }

    @Test("no case to score is an error that says what would help")
    func nothingToScore() throws {
        let error = #expect(throws: TrainingError.self) { try run(lines(), options(since: "2025-01-01")) }
        #expect(error?.message == "there is no case to score since 2025-01-01")
    }

    @Test("progress rises to its total, and what it throws ends the run")
    func progress() throws {
        struct Cancelled: Error {}
        let backtest = Backtest(table: try Claims.table(lines()), options: try options(), pool: WorkerPool(threads: 1))
        var shares: [Double] = []
        _ = try backtest.run { shares.append(Double($0.done) / Double($0.total)) }
        #expect(shares == shares.sorted() && shares.allSatisfy { (0...1).contains($0) } && shares.count >= 2)
        #expect(throws: Cancelled.self) { try backtest.run { _ in throw Cancelled() } }
    }

    @Test("a choice serves a year, but not twice as many cases as it was made on")
    func renewal() throws {
        let lines = Claims.lines(rows: 6_400, days: 900)
        let result = try run(lines, options(since: "2024-10-01", every: .quarter, search: .fast), threads: 2)
        let past = result.replay.periods.map(\.pastCases)
        #expect(past[2] < 2 * past[0] && past[3] >= 2 * past[0])
        #expect(result.replay.choices.map(\.period) == ["2024-Q4", "2025-Q3", "2026-Q3"])
        #expect(result.replay.choices.allSatisfy { $0.search == "fast" })
    }

    @Test("a full search leaks nothing either, and renews its choice once a year")
    func search() throws {
        func lines(isFlipped: (Int) -> Bool = { _ in false }) -> [String] {
            Claims.lines(rows: 3200, days: 900, isFlipped: isFlipped)
        }
        let plainLines = lines()
        let options = try options(since: "2025-03-01", every: .quarter, learner: .auto, search: .full)
        let plain = try run(plainLines, options, threads: 2)
        #expect(plain.replay.choices.map(\.period) == ["2025-Q1", "2026-Q1"])
        let cut = try row(plainLines, "2026-04-01")
        let flipped = try run(lines { $0 >= cut }, options)
        let before = cut - (try row(plainLines, "2025-03-01"))
        let same = try row(plainLines, "2026-07-01") - cut + before
        #expect(flipped.cases.probabilities.prefix(same) == plain.cases.probabilities.prefix(same))
        #expect(flipped.cases.probabilities.dropFirst(same) != plain.cases.probabilities.dropFirst(same))
    }
}
