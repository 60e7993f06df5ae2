import EvaEvaluation
import EvaNumerics
import Testing

struct CurvesTests {
    @Test("curves keep at most 200 points, their ends, and their order")
    func thinning() throws {
        var generator = RandomGenerator(seed: 5)
        let probabilities = (0..<1_000).map { _ in generator.uniform() }
        let labels: [Int8] = probabilities.map { generator.uniform() < $0 ? 1 : 0 }
        let cases = try ScoredCases(labels: labels, probabilities: probabilities)
        let curves = Curves(cases)
        #expect(curves.roc.count == Curves.maximumPoints)
        #expect(curves.riskCoverage.count == Curves.maximumPoints)
        let start = try #require(curves.roc.first)
        #expect(start.threshold == nil && start.falsePositiveRate == 0 && start.truePositiveRate == 0)
        #expect(curves.roc.last?.falsePositiveRate == 1)
        #expect(curves.roc.last?.truePositiveRate == 1)
        #expect(curves.riskCoverage.last?.coverage == 1)
        #expect(abs(try #require(curves.riskCoverage.last).risk - (1 - Metrics(cases).accuracy)) < 1e-12)
        for (earlier, later) in zip(curves.roc, curves.roc.dropFirst()) {
            #expect(earlier.falsePositiveRate <= later.falsePositiveRate)
            #expect(earlier.truePositiveRate <= later.truePositiveRate)
        }
        #expect(curves.reliability.map(\.cases).reduce(0, +) == 1_000)
    }

    @Test("cases of equal confidence are decided together")
    func riskCoverage() throws {
        let curves = try Curves(ScoredCases(labels: [1, 0, 1, 0], probabilities: [0.9, 0.1, 0.4, 0.6]))
        let points = curves.riskCoverage
        #expect(points.map(\.confidence) == [0.9, 0.6])
        #expect(points.map(\.coverage) == [0.5, 1])
        #expect(points.map(\.risk) == [0, 0.5])
    }

    @Test("one class has no ROC curve")
    func oneClass() throws {
        let curves = try Curves(ScoredCases(labels: [0, 0], probabilities: [0.1, 0.2]))
        #expect(curves.roc.isEmpty)
        #expect(curves.reliability.count == 2)
    }
}
