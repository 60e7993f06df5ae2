import EvaModels
import EvaNumerics
import Testing

@Suite("Blend")
struct BlendTests {
    private func problem(_ count: Int, trees: Double, linear: Double, offset: Double)
        -> (trees: [Double], linear: [Double], labels: [Int8])
    {
        var generator = RandomGenerator(seed: 11)
        let a = (0..<count).map { _ in generator.uniform() * 4 - 2 }
        let b = (0..<count).map { _ in generator.uniform() * 4 - 2 }
        let labels: [Int8] = zip(a, b)
            .map {
                generator.uniform() < StableMath.sigmoid(offset + trees * $0 + linear * $1) ? 1 : 0
            }
        return (a, b, labels)
    }

    @Test("The fit is the optimum of the documented objective")
    func isOptimal() throws {
        let (trees, linear, labels) = problem(500, trees: 0.9, linear: 0.4, offset: -0.3)
        func objective(_ blend: Blend) -> Double {
            var sum = 0.5 * ((blend.treesWeight - 0.5) * (blend.treesWeight - 0.5))
            sum += 0.5 * ((blend.linearWeight - 0.5) * (blend.linearWeight - 0.5))
            for row in labels.indices {
                let score = blend.score(trees: trees[row], linear: linear[row])
                sum += StableMath.logLoss(score: score, isPay: labels[row] == 1)
            }
            return sum
        }
        let blend = try Blend.fit(trees: trees, linear: linear, labels: labels)
        let best = objective(blend)
        for (a, b, c) in [(1e-4, 0.0, 0.0), (0, 1e-4, 0), (0, 0, 1e-4), (-1e-4, 0, 0), (0, -1e-4, 0), (0, 0, -1e-4)] {
            let moved = Blend(
                treesWeight: blend.treesWeight + a,
                linearWeight: blend.linearWeight + b,
                offset: blend.offset + c
            )
            #expect(objective(moved) > best)
        }
    }

    @Test("A score that misleads gets weight 0, not less")
    func neverNegative() throws {
        let (trees, linear, labels) = problem(800, trees: 1, linear: -1, offset: 0)
        let blend = try Blend.fit(trees: trees, linear: linear, labels: labels)
        #expect(blend.linearWeight == 0)
        #expect(blend.treesWeight > 0.5)
        let neither = try Blend.fit(trees: trees.map { -$0 }, linear: linear, labels: labels)
        #expect(neither.treesWeight == 0 && neither.linearWeight == 0)
    }

    @Test("Bytes give back the same blend; truncated and impossible ones throw")
    func roundTrip() throws {
        let blend = Blend(treesWeight: 0.7, linearWeight: 0.2, offset: -0.1)
        var writer = ByteWriter()
        blend.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Blend(from: &reader) == blend)
        for count in 0..<writer.bytes.count {
            #expect(throws: ByteError.self) {
                var reader = ByteReader(Array(writer.bytes[..<count]))
                _ = try Blend(from: &reader)
            }
        }
        for bad in [
            Blend(treesWeight: -1, linearWeight: 0, offset: 0), Blend(treesWeight: 0, linearWeight: .nan, offset: 0),
            Blend(treesWeight: 0, linearWeight: 0, offset: .infinity),
        ] {
            var writer = ByteWriter()
            bad.encode(to: &writer)
            #expect(throws: ModelError.self) {
                var reader = ByteReader(writer.bytes)
                _ = try Blend(from: &reader)
            }
        }
    }

    @Test("Unusable cases are named")
    func badInput() {
        func code(_ trees: [Double], _ linear: [Double], _ labels: [Int8]) -> ModelError.Code? {
            #expect(throws: ModelError.self) {
                _ = try Blend.fit(trees: trees, linear: linear, labels: labels)
            }?
            .code
        }
        #expect(code([], [], []) == .emptyTraining)
        #expect(code([1], [1, 2], [0, 1]) == .badShape)
        #expect(code([1, 2], [1, 2], [1, 1]) == .oneClass)
        #expect(code([1, 2], [1, .infinity], [0, 1]) == .badValue)
    }
}
