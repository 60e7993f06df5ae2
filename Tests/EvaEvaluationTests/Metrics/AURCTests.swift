import EvaEvaluation
import EvaNumerics
import Foundation
import Testing

@Suite("Area under the risk–coverage curve")
struct AURCTests {
    @Test("by hand: the errors come second and fourth")
    func byHand() throws {
        let area = Measure.aurc(labels: [1, 0, 0, 1], probabilities: [0.9, 0.8, 0.3, 0.4])
        let risks: [Double] = [0, 1.0 / 2, 1.0 / 3, 2.0 / 4]
        let mean = risks.reduce(0, +) / 4
        #expect(abs(try #require(area) - mean) < 1e-12)
    }

    @Test("errors ranked last give the least area that as many errors can, errors first the greatest")
    func perfect() throws {
        let (count, wrong) = (50, 8)
        func area(_ isWrong: (Int) -> Bool) throws -> Double {
            // Falling confidence in paying all; the label says whether that is right.
            let probabilities = (0..<count).map { 0.99 - 0.009 * Double($0) }
            return try #require(
                Measure.aurc(labels: (0..<count).map { isWrong($0) ? 0 : 1 }, probabilities: probabilities)
            )
        }
        let least = (1...wrong).reduce(0.0) { $0 + Double($1) / Double(count - wrong + $1) } / Double(count)
        let best = try area { $0 >= count - wrong }
        let worst = try area { $0 < wrong }
        #expect(abs(best - least) < 1e-12)
        var random = RandomGenerator(seed: 4)
        for _ in 0..<50 {
            let picked = Set((0..<count).shuffled(using: &random).prefix(wrong))
            let other = try area { picked.contains($0) }
            #expect(best - 1e-12 <= other && other <= worst + 1e-12)
        }
    }

    @Test("confidence that says nothing gives the error rate, no error gives 0")
    func edges() throws {
        let labels: [Int8] = [1, 0, 0, 1, 1]
        #expect(abs(try #require(Measure.aurc(labels: labels, probabilities: labels.map { _ in 0.7 })) - 0.4) < 1e-12)
        #expect(Measure.aurc(labels: [1, 0], probabilities: [0.9, 0.1]) == 0)
        #expect(Measure.aurc(labels: [], probabilities: []) == nil)
    }

    @Test("cases of equal confidence count as the mean over their orders")
    func ties() throws {
        let labels: [Int8] = [1, 1, 0, 1, 0]
        let tied = [0.9, 0.8, 0.8, 0.8, 0.6]
        var areas: [Double] = []
        for order in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
            var probabilities = tied
            for (step, index) in order.enumerated() { probabilities[index] = 0.8 - 0.01 * Double(step) }
            areas.append(try #require(Measure.aurc(labels: labels, probabilities: probabilities)))
        }
        let mean = areas.reduce(0, +) / Double(areas.count)
        #expect(abs(try #require(Measure.aurc(labels: labels, probabilities: tied)) - mean) < 1e-12)
    }

    @Test("it is the mean risk of the curve when no two cases are equally sure")
    func curve() throws {
        var random = RandomGenerator(seed: 6)
        let probabilities = (0..<150).map { _ in random.uniform() }
        let labels: [Int8] = probabilities.map { random.uniform() < $0 ? 1 : 0 }
        let points = try Curves(ScoredCases(labels: labels, probabilities: probabilities)).riskCoverage
        #expect(points.count == 150)
        let mean = points.map(\.risk).reduce(0, +) / 150
        #expect(abs(try #require(Measure.aurc(labels: labels, probabilities: probabilities)) - mean) < 1e-12)
    }
}
