import EvaModels
import EvaNumerics
import Testing

@Suite struct CellScaleTests {
    static let rows = [1, 1_000, 9_999_999, 10_000_000, 10_000_001, 123_456_789, 1_000_000_000, Int(Int32.max)]

    /// The integer that a number is rounded to, half away from zero: no rounding gives more.
    private func integer(_ value: Float, _ unit: Float) -> Int { Int((value * unit).rounded(.toNearestOrAwayFromZero)) }

    @Test("Cells hold the sums of any number of rows, whatever their gradients and weights", arguments: rows)
    func overflow(rows: Int) {
        var random = RandomGenerator(seed: UInt64(rows))
        for weight: Float in [1, 1e-30, 3.7, 1e30] {
            // All rows alike is the worst case: each is rounded up, by up to half a unit.
            for share in [1, 0.5, 0.01, 1e-6] + (0..<200).map({ _ in random.uniform() }) {
                let gradient = Float(share) * weight
                let hessian = Float(share) * (1 - Float(share)) * weight
                // Sums may be off by a little less than a thousandth.
                let sums = SIMD2(Double(gradient), Double(hessian)) * Double(rows) * 0.9995
                let units = CellScale.units(rows: rows, sums: sums, heaviest: Double(weight))
                let ofRow = (integer(gradient, units.x), integer(hessian, units.y))
                #expect(ofRow.0 * rows < 1 << 31, "gradient \(gradient)")
                #expect(ofRow.1 * rows < 1 << 32, "hessian \(hessian)")
                #expect(max(ofRow.0, ofRow.1) < 1 << 22)
            }
        }
    }

    @Test("One heavy row among many light ones fits")
    func heavyRow() {
        let rows = 50_000_000
        let (light, heavy): (Float, Float) = (1e-3, 1e4)
        let sums = SIMD2(1, 0.25) * (Double(light) * Double(rows - 1) + Double(heavy))
        let units = CellScale.units(rows: rows, sums: sums, heaviest: Double(heavy))
        #expect(integer(light, units.x) * (rows - 1) + integer(heavy, units.x) < 1 << 31)
        #expect(integer(light / 4, units.y) * (rows - 1) + integer(heavy / 4, units.y) < 1 << 32)
    }

    @Test("Ten million rows leave a gradient its digits")
    func digits() {
        let units = CellScale.units(rows: 10_000_000, sums: SIMD2(5e6, 2.5e6), heaviest: 1)
        #expect(units.x > 400 && units.y > 1_600)
    }
}
