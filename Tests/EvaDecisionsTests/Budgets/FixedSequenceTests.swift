import EvaDecisions
import EvaNumerics
import Testing

@Suite("Thresholds tested in a sequence")
struct FixedSequenceTests {
    private let budget = ErrorBudget(.wrongPay, rate: 0.05)

    private func step(_ count: Int, errors: Int, expected: Double) -> FixedSequence.Step {
        FixedSequence.Step(count: count, errors: errors, expected: (expected, expected))
    }

    @Test("a budget is proved by the exact tail of the binomial distribution")
    func exact() {
        // .95⁵⁹ = .0485, .95⁵⁸ = .0510
        #expect(FixedSequence.proves(0.05, errors: 0, of: 59, risk: 0.05))
        #expect(!FixedSequence.proves(0.05, errors: 0, of: 58, risk: 0.05))
        // P(Bin(1000, .1) ≤ 79) = .01327, ≤ 80: .01761
        #expect(FixedSequence.proves(0.1, errors: 79, of: 1000, risk: 0.0133))
        #expect(!FixedSequence.proves(0.1, errors: 80, of: 1000, risk: 0.0133))
        #expect(!FixedSequence.proves(0.1, errors: 79, of: 1000, risk: 0.0132))
        #expect(!FixedSequence.proves(0.1, errors: 0, of: 1000, risk: 1e-100))
    }

    @Test("it begins where the probabilities promise nearly the most, and ends with the first that is not proved")
    func order() {
        let steps = [
            step(100, errors: 9, expected: 1), step(1000, errors: 10, expected: 10),
            step(1200, errors: 20, expected: 30),
            step(1400, errors: 80, expected: 45), step(1600, errors: 20, expected: 60),
        ]
        let sequence = FixedSequence([budget], risk: 0.025)
        #expect(sequence.furthest(steps) == 2, "the last one would be proved, but lies beyond a failure")
        #expect(sequence.furthest(Array(steps.prefix(2))) == 1)
        #expect(sequence.furthest([step(1000, errors: 45, expected: 10), steps[2]]) == nil)
        #expect(sequence.furthest([]) == nil)
        let stricter = ErrorBudget(.selectiveError, rate: 0.02)
        #expect(FixedSequence([budget, stricter], risk: 0.025).furthest(steps) == 1, "all budgets must be proved")
    }

    @Test("what is promised does not look at labels")
    func promise() {
        func steps(errors: Int) -> [FixedSequence.Step] {
            [
                step(1000, errors: errors, expected: 10), step(1400, errors: errors, expected: 42),
                step(1600, errors: errors, expected: 70),
            ]
        }
        let sequence = FixedSequence([budget], risk: 0.025)
        #expect(sequence.furthest(steps(errors: 0), isPromise: true) == 1)
        #expect(sequence.furthest(steps(errors: 900), isPromise: true) == 1)
    }

    @Test("where the budget is just broken, cases of unlike risk prove it no more often than the risk allows", .slow)
    func level() {
        var random = RandomGenerator(seed: 7)
        var proved = 0
        for _ in 0..<4000 {
            var steps: [FixedSequence.Step] = []
            var errors = 0
            for number in 1...2000 {
                // A tenth of the cases carries most of the risk; the mean is 5 %.
                errors += random.uniform() < (number % 10 == 0 ? 0.32 : 0.02) ? 1 : 0
                if number % 40 == 0 { steps.append(step(number, errors: errors, expected: Double(number) * 0.03)) }
            }
            // The promise is too good, and its margin largest at the end.
            proved += FixedSequence([budget], risk: 0.05).furthest(steps) == nil ? 0 : 1
        }
        #expect(proved <= 240 && proved > 20)
    }
}
