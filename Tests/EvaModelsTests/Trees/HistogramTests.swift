import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite struct HistogramTests {
    @Test("The histogram of a parent is the sum of its children's, and subtraction gives the other", arguments: [1, 2])
    func subtraction(words: Int) {
        var random = RandomGenerator(seed: 5)
        let rows = 500
        let stride = words * 8
        let bytes = Buffer<UInt8>(repeating: 0, rows * stride)
        for index in 0..<rows * stride { bytes.base[index] = UInt8(random.below(256)) }
        let cells = Buffer<Int64>(repeating: 0, rows)
        for row in 0..<rows { cells.base[row] = Int64(random.below(2_000) - 1_000) << 32 + Int64(random.below(500)) }
        let (left, right) = (0..<rows)
            .reduce(into: ([UInt32](), [UInt32]())) { sides, row in
                if random.below(3) == 0 { sides.0.append(UInt32(row)) } else { sides.1.append(UInt32(row)) }
            }
        func histogram(_ rows: [UInt32]) -> Buffer<Int64> {
            let sums = Buffer<Int64>(repeating: 0, words * Histogram.wordCells)
            rows.withUnsafeBufferPointer { rows in
                guard let base = rows.baseAddress else { return }
                Histogram.add(
                    bytes.base,
                    stride: stride,
                    words: words,
                    cells.base,
                    base,
                    rows.count,
                    to: sums.base
                )
            }
            return sums
        }
        let parent = histogram((0..<UInt32(rows)).map { $0 })
        let children = (histogram(left), histogram(right))
        for row in 0..<rows {
            for lane in 0..<stride {
                let cell = lane * Histogram.laneCells + Int(bytes.base[row * stride + lane])
                #expect(parent.base[cell] == children.0.base[cell] &+ children.1.base[cell])
            }
        }
        Histogram.subtract(children.0.base, from: parent.base, count: parent.count)
        #expect(Array(parent.elements) == Array(children.1.elements))
    }

    @Test("Gradients are those of the log loss, and their cells use the room without overflow")
    func gradients() throws {
        let rows = 3_001
        var random = RandomGenerator(seed: 8)
        let labels = (0..<rows).map { _ in Int8(random.below(2)) }
        let weights = (0..<rows).map { _ in Float(0.1 + random.uniform()) }
        let pass = GradientPass(labels: labels, weights: weights, base: 0)
        for row in 0..<rows { pass.scores.base[row] = Float(random.uniform() * 24 - 12) }
        pass.update(pool: WorkerPool(threads: 1))
        var sums = SIMD2<Double>.zero
        for row in 0..<rows {
            let p = StableMath.sigmoid(Double(pass.scores.base[row]))
            let weight = Double(weights[row])
            let expected = SIMD2((p - Double(labels[row])) * weight, p * (1 - p) * weight)
            let found = SIMD2<Double>(pass.pairs.base[row])
            #expect(abs(found.x - expected.x) < 1e-6 * max(abs(expected.x), 1e-3), "row \(row)")
            #expect(abs(found.y - expected.y) < 1e-6 * max(expected.y, 1e-3), "row \(row)")
            let cell = pass.cells.base[row]
            let units = SIMD2(Double(cell >> 32), Double(UInt32(truncatingIfNeeded: cell)))
            #expect(abs(units.x / pass.scale.x - found.x) < 1 / pass.scale.x)
            #expect(abs(units.y / pass.scale.y - found.y) < 1 / pass.scale.y)
            sums += SIMD2(abs(units.x), units.y)
        }
        #expect(sums.x < 0x1p31 && sums.x > 0x1p30)
        #expect(sums.y < 0x1p32 && sums.y > 0x1p29)
    }
}
