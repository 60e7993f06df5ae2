import EvaCorpus
import EvaTestSupport
import EvaTraining
import Testing

@Suite("Differences of losses, case by case")
struct PairedDifferenceTests {
    private func times(_ count: Int, perDay: Int = 1) -> [CaseTime] {
        (0..<count).map { CaseTime(seconds: Int64($0 / perDay) * 86_400) }
    }

    private func compare(_ differences: [Double], perDay: Int = 1) -> PairedDifference? {
        PairedDifference(differences, times: times(differences.count, perDay: perDay)[...])
    }

    /// Standard normal, by Irwin and Hall.
    private func normal(_ random: inout SplitMix) -> Double {
        2.squareRoot() * (0..<6).reduce(-3) { sum, _ in sum + random.uniform() }
    }

    @Test("the interval of ten blocks is Student's on their means")
    func byHand() throws {
        // Blocks of 100 with means 1 to 10, and nothing else: mean 5.5, variance of the means 82.5 / 9.
        let difference = try #require(compare((0..<1000).map { Double($0 / 100 + 1) }))
        #expect(difference.mean == 5.5)
        #expect(difference.blocks == (1...10).map(Double.init))
        let spread = 2.2621571627982 * (82.5 / 9 / 10).squareRoot()
        #expect(abs(difference.interval.high - 5.5 - spread) < 1e-12)
        #expect(abs(difference.interval.low - 5.5 + spread) < 1e-12)
    }

    @Test("where blocks are alike by chance, the error of single cases counts")
    func byCase() throws {
        let difference = try #require(compare((0..<1000).map { $0 % 2 == 0 ? 1 : -1 }))
        #expect(difference.mean == 0)
        #expect(abs(difference.interval.high - 1.959963984540054 * (1000 / 999.0 / 1000).squareRoot()) < 1e-12)
    }

    @Test("no block ends within a moment, and too few cases or moments compare nothing")
    func cuts() throws {
        // Days of 70 cases: only whole days make a block.
        let difference = try #require(compare((0..<1400).map { Double($0 / 70) }, perDay: 70))
        #expect(difference.blocks == (0..<10).map { 2 * Double($0) + 0.5 })
        #expect(compare([Double](repeating: 1, count: 199)) == nil)
        #expect(compare([Double](repeating: 1, count: 1000), perDay: 250) == nil)
        #expect(compare([Double](repeating: 1, count: 200))?.interval.low == 1)
    }

    @Test("at most one in twenty intervals excludes the truth, also where the cases of a day share a shock")
    func coverage() throws {
        for share in [0, 0.3] {
            var random = SplitMix(state: 5)
            var missed = 0
            for _ in 0..<200 {
                var differences: [Double] = []
                for _ in 0..<50 {
                    let shock = share * normal(&random)
                    for _ in 0..<5 { differences.append(shock + normal(&random)) }
                }
                let interval = try #require(compare(differences, perDay: 5)).interval
                if interval.low > 0 || interval.high < 0 { missed += 1 }
            }
            // 10 are expected; more than 20 have a chance of 1 in 1000.
            #expect(missed <= 20, "shocks of \(share): \(missed) of 200")
        }
    }
}
