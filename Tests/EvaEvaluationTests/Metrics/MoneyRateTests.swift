import EvaEvaluation
import EvaNumerics
import Testing

@Suite("Error rates in money")
struct MoneyRateTests {
    private func amounts(wrong: [Bool], _ amounts: [Double]) throws -> Amounts {
        let cases = try ScoredCases(
            labels: wrong.map { $0 ? 0 : 1 },
            probabilities: wrong.map { _ in 1 },
            amounts: amounts
        )
        return try #require(try Metrics(cases).amounts)
    }

    @Test("with equal amounts the rate and its interval are close to those of cases")
    func equal() throws {
        let wrong = (0..<200).map { $0 % 10 == 0 }
        let money = try amounts(wrong: wrong, wrong.map { _ in 30 })
        let cases = try #require(Interval(wilson: 20, of: 200))
        let interval = try #require(money.wrongPayRateInterval)
        #expect(abs(try #require(money.wrongPayRate) - 0.1) < 1e-12)
        // The variance of a ratio has n − 1 where Wilson's has n.
        #expect(abs(interval.low - cases.low) < 5e-4 && abs(interval.high - cases.high) < 5e-4)
    }

    @Test("by hand: 40 of 100 wrong, in one of three cases")
    func byHand() throws {
        let money = try amounts(wrong: [true, false, false], [40, 30, 30])
        #expect(money.wrongPayRate == 0.4)
        // Residuals 24, −12, −12: variance 3/2 · 864 / 100²; .24 over it is 1.85, less than Kish's 100² / 3400.
        let n = 0.24 / (1.5 * 864 / 10_000)
        let z = 1.959963984540054
        let spread = z * (0.24 / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        let interval = try #require(money.wrongPayRateInterval)
        #expect(abs(interval.low - (0.4 + z * z / (2 * n) - spread) / scale) < 1e-12)
        #expect(abs(interval.high - (0.4 + z * z / (2 * n) + spread) / scale) < 1e-12)
    }

    @Test("no money, no rate; nothing wrong still leaves room for errors")
    func edges() throws {
        let none = try amounts(wrong: [true], [0])
        #expect(none.wrongPayRate == nil && none.wrongPayRateInterval == nil && none.wrongDenyRate == nil)
        let right = try amounts(wrong: [false, false, false], [10, 10, 10])
        #expect(right.wrongPayRate == 0 && right.wrongPayRateInterval?.low == 0)
        #expect(try #require(right.wrongPayRateInterval).high == Interval(wilson: 0, of: 3)?.high)
        let all = try amounts(wrong: [true, true], [1.7e308, 1e308])
        #expect(all.wrongPayRate == 1 && all.wrongPayRateInterval?.high == 1)
        #expect(try #require(all.wrongPayRateInterval).low > 0)
    }

    @Test("the interval holds the true rate in nearly 95 of 100 draws, with skewed amounts of which the large ones err")
    func coverage() throws {
        var random = RandomGenerator(seed: 21)
        // Amounts 1 and 10 in the proportion 9 : 1, wrong with .05 and .2.
        let truth = (0.9 * 0.05 + 0.1 * 10 * 0.2) / (0.9 + 0.1 * 10)
        var held = 0
        for _ in 0..<500 {
            var wrong: [Bool] = []
            var values: [Double] = []
            for _ in 0..<300 {
                let isLarge = random.uniform() < 0.1
                values.append(isLarge ? 10 : 1)
                wrong.append(random.uniform() < (isLarge ? 0.2 : 0.05))
            }
            let interval = try #require(try amounts(wrong: wrong, values).wrongPayRateInterval)
            if interval.low <= truth, truth <= interval.high { held += 1 }
        }
        #expect((460...497).contains(held), "\(held) of 500")
    }
}
