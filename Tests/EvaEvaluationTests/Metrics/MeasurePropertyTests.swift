import EvaEvaluation
import EvaNumerics
import Foundation
import Testing

struct MeasurePropertyTests {
    static func draw(seed: UInt64, count: Int) -> (labels: [Int8], probabilities: [Double]) {
        var generator = RandomGenerator(seed: seed)
        let probabilities = (0..<count).map { _ in (generator.uniform() * 50).rounded() / 50 }
        return (probabilities.map { generator.uniform() < $0 ? 1 : 0 }, probabilities)
    }

    @Test("AUC is unchanged by monotone maps", arguments: UInt64(1)...8)
    func monotoneMaps(seed: UInt64) throws {
        let (labels, probabilities) = Self.draw(seed: seed, count: 80)
        let auc = try #require(Measure.auc(labels: labels, probabilities: probabilities))
        let maps: [(Double) -> Double] = [{ $0 * $0 * $0 }, { StableMath.sigmoid(8 * $0 - 3) }, { 0.25 + $0 / 2 }]
        for map in maps {
            #expect(Measure.auc(labels: labels, probabilities: probabilities.map(map)) == auc, "seed \(seed)")
        }
    }

    @Test("AUC is the share of pay–deny pairs in the right order", arguments: UInt64(1)...4)
    func pairs(seed: UInt64) throws {
        let (labels, probabilities) = Self.draw(seed: seed, count: 40)
        var sum = 0.0
        var pairs = 0.0
        for pay in labels.indices where labels[pay] == 1 {
            for deny in labels.indices where labels[deny] == 0 {
                pairs += 1
                if probabilities[pay] > probabilities[deny] { sum += 1 }
                if probabilities[pay] == probabilities[deny] { sum += 0.5 }
            }
        }
        #expect(abs(try #require(Measure.auc(labels: labels, probabilities: probabilities)) - sum / pairs) < 1e-12)
    }

    @Test("AUC of the opposite probabilities is its complement", arguments: UInt64(1)...4)
    func complement(seed: UInt64) throws {
        let (labels, probabilities) = Self.draw(seed: seed, count: 60)
        let auc = try #require(Measure.auc(labels: labels, probabilities: probabilities))
        let opposite = try #require(Measure.auc(labels: labels, probabilities: probabilities.map { 1 - $0 }))
        #expect(abs(auc + opposite - 1) < 1e-12, "seed \(seed)")
    }

    @Test("an integer weight equals repetition", arguments: UInt64(1)...4)
    func repetition(seed: UInt64) throws {
        let (labels, probabilities) = Self.draw(seed: seed, count: 50)
        let weights = labels.indices.map { Double($0 % 4) }
        let repeated = labels.indices.flatMap { [Int](repeating: $0, count: $0 % 4) }
        typealias Figure = ([Int8], [Double], [Double]?) -> Double?
        let figures: [Figure] = [Measure.accuracy, Measure.auc, Measure.logLoss, Measure.brier]
        for (index, figure) in figures.enumerated() {
            let weighted = try #require(figure(labels, probabilities, weights))
            let plain = try #require(figure(repeated.map { labels[$0] }, repeated.map { probabilities[$0] }, nil))
            #expect(abs(weighted - plain) < 1e-12, "figure \(index), seed \(seed)")
        }
    }

    @Test("figures keep their bounds and order", arguments: UInt64(1)...12)
    func bounds(seed: UInt64) throws {
        let (labels, probabilities) = Self.draw(seed: seed, count: Int(seed * seed))
        let metrics = try Metrics(ScoredCases(labels: labels, probabilities: probabilities))
        let shares = [
            metrics.baseRate, metrics.accuracy, metrics.auc ?? 0.5, metrics.brier, metrics.ece,
            metrics.selectiveAccuracy ?? 0, metrics.wrongPayRate ?? 0, metrics.wrongDenyRate ?? 0,
        ]
        for share in shares { #expect((0...1).contains(share), "seed \(seed)") }
        #expect(metrics.logLoss >= 0 && metrics.logLoss <= -log(1e-6) + 1e-9)
        #expect(metrics.majorityAccuracy >= 0.5)
        #expect(metrics.accuracyInterval.low <= metrics.accuracy && metrics.accuracy <= metrics.accuracyInterval.high)
        #expect(metrics.coverage == 1)
        #expect(metrics.selectiveAccuracy == metrics.accuracy)
    }
}
