import EvaCorpus
import EvaFeatures
import EvaModels
import Testing

@Suite("Numbers")
struct NumberEncoderTests {
    private func encoder(_ values: [Double], weights: [Float]? = nil, monotone: Int8 = 0) -> NumberEncoder {
        let weights = weights ?? values.map { _ in 1 }
        return NumberEncoder.fit(values, weights: weights, monotone: monotone, minCount: 1)
    }

    @Test("an absurd value counts as the largest sane one")
    func clipping() {
        let encoder = encoder((1...5000).map(Double.init) + [3e12])
        let encoded = encoder.encode([3e12, 6000, 5000], hasLinear: true)
        guard case .numeric(let values) = encoded.trees[0] else { return }
        #expect(values[0] == values[1])
        #expect(values[0] < 6000)
        #expect(encoded.dense[0].allSatisfy { abs($0) <= 5 })
    }

    @Test("without a linear model there are the trees' columns alone, as with one")
    func treesAlone() {
        let encoder = encoder([1, 2, 3, .nan, 5, 8, 13])
        let (whole, half) = (encoder.encode([4, 9], hasLinear: true), encoder.encode([4, 9], hasLinear: false))
        guard case .numeric(let values) = whole.trees[0], case .numeric(let same) = half.trees[0] else { return }
        #expect(values == same)
        #expect(half.dense.isEmpty && half.sparse.columns == 0)
        #expect(!whole.dense.isEmpty && whole.sparse.columns > 0)
    }

    @Test("missing stays missing for the trees and has a column of its own in the linear model")
    func missing() {
        let encoder = encoder([1, 2, 3, .nan, 5, 8, 13])
        let encoded = encoder.encode([.nan, 0], hasLinear: true)
        guard case .numeric(let values) = encoded.trees[0] else { return }
        #expect(values[0].isNaN && values[1] == 1)
        #expect(encoded.dense[0][0] == 0)
        #expect(encoded.sparse.indices.first == Int32(encoded.sparse.columns - 1))
    }

    @Test("a field that only a few old cases lack counts as its median where a new case lacks it")
    func givenUp() {
        let values = [.nan, .nan] + (1...9).map(Double.init)
        let isFilled = [Float(1), 0.04]
            .map { old in
                let encoder = encoder(values, weights: [old, old] + values.dropFirst(2).map { _ in 1 })
                guard case .numeric(let trees) = encoder.encode([.nan], hasLinear: true).trees[0] else { return false }
                return trees[0] == 5
            }
        #expect(isFilled == [false, true])
    }

    @Test("zero is not missing")
    func zero() {
        let encoded = encoder([0, 0, 0, 4, 9]).encode([0], hasLinear: true)
        guard case .numeric(let values) = encoded.trees[0] else { return }
        #expect(values == [0])
        #expect(!encoded.sparse.indices.contains(Int32(encoded.sparse.columns - 1)))
    }

    @Test("a column without values, or with one value, is no obstacle", arguments: [[], [Double.nan], [4, 4, 4]])
    func degenerate(values: [Double]) {
        let encoded = encoder(values).encode([.nan, 1, -7], hasLinear: true)
        #expect(encoded.dense[0].allSatisfy { $0.isFinite })
        #expect(encoded.sparse.rows == 3)
    }

    @Test("a monotone number has no tenths, which could turn its direction")
    func monotone() {
        let encoder = encoder((0..<100).map(Double.init), monotone: 1)
        #expect(encoder.names(field: "amount").trees[0].monotone == 1)
        #expect(encoder.encode([50], hasLinear: true).sparse.indices.isEmpty)
        let dense = encoder.encode((0..<100).map(Double.init), hasLinear: true).dense[0]
        #expect(zip(dense, dense.dropFirst()).allSatisfy(<=))
    }
}
