package import EvaNumerics

/// Scores of the training rows and their gradients, as numbers and as histogram cells.
///
/// **Formula**: with q = 1 / (1 + e^(y·score)), y = ±1 and weight w: gradient −y·q·w, hessian q·(1 − q)·w.
///
/// A *cell* holds the gradient in its high and the hessian in its low 32 bits, as integers; one addition adds both, and
/// sums don't depend on their order. `CellScale` makes the sums of all rows fit.
package final class GradientPass {
    static let blockRows = 8_192

    let rows: Int
    package let scores: Buffer<Float>
    /// 1 pay, -1 deny, 0 beyond the rows.
    private let signs: Buffer<Int8>
    /// `nil` where all weigh 1.
    private let weights: Buffer<Float>?
    /// Gradient and hessian of each row.
    package let pairs: Buffer<SIMD2<Float>>
    package let cells: Buffer<Int64>
    private let sums: Buffer<SIMD2<Double>>
    private let heaviest: Double
    /// Units of a cell's gradient and hessian in one.
    package private(set) var scale = SIMD2<Double>(1, 1)

    /// Buffers are filled up to a multiple of eight rows, of no weight.
    package init(labels: [Int8], weights given: [Float]?, base: Double, offsets: [Double]? = nil) {
        rows = labels.count
        let padded = (rows + 7) / 8 * 8
        scores = Buffer(repeating: Float(base), padded)
        signs = Buffer(repeating: 0, padded)
        weights = given.map { _ in Buffer(repeating: 0, padded) }
        pairs = Buffer(repeating: .zero, padded)
        cells = Buffer(repeating: 0, padded)
        sums = Buffer(repeating: .zero, (rows + GradientPass.blockRows - 1) / GradientPass.blockRows)
        for row in 0..<rows {
            signs.base[row] = labels[row] == 1 ? 1 : -1
            if let offsets { scores.base[row] = Float(offsets[row]) }
        }
        if let given, let weights { weights.base.update(from: given, count: rows) }
        heaviest = Double(given?.max() ?? 1)
    }

    package func update(pool: WorkerPool) {
        let (scores, signs, weights) = (scores.shared, signs.shared, weights?.shared)
        let (pairs, cells, sums) = (pairs.shared, cells.shared, sums.shared)
        let (rows, blocks) = (rows, self.sums.count)
        pool.run(blocks) { block in
            sums.base[block] = GradientPass.gradients(
                block * GradientPass.blockRows,
                min(rows, (block + 1) * GradientPass.blockRows),
                scores.base,
                signs.base,
                weights?.base,
                pairs.base
            )
        }
        var total = SIMD2<Double>.zero
        for block in 0..<blocks { total += self.sums.base[block] }
        let units = CellScale.units(rows: rows, sums: total, heaviest: heaviest)
        scale = SIMD2(Double(units.x), Double(units.y))
        pool.run(blocks) { block in
            GradientPass.quantise(
                block * GradientPass.blockRows,
                min(rows, (block + 1) * GradientPass.blockRows),
                pairs.base,
                cells.base,
                units
            )
        }
    }

    private static func gradients(
        _ start: Int,
        _ end: Int,
        _ scores: UnsafePointer<Float>,
        _ signs: UnsafePointer<Int8>,
        _ weights: UnsafePointer<Float>?,
        _ pairs: UnsafeMutablePointer<SIMD2<Float>>
    ) -> SIMD2<Double> {
        var total = SIMD2<Double>.zero
        var row = start
        while row < end {
            var sumOfGradients = SIMD8<Float>.zero
            var sumOfHessians = SIMD8<Float>.zero
            // Short runs keep the Float sums exact to well under a thousandth.
            let stop = min(end, row + 512)
            while row < stop {
                let sign = SIMD8<Float>(UnsafeRawPointer(signs + row).loadUnaligned(as: SIMD8<Int8>.self))
                let weight = weights.map { load($0 + row) } ?? sign * sign
                let odds = exponential(sign * load(scores + row))
                let q = 1 / (1 + odds)
                let weighted = q * weight
                let hessian = odds * q * weighted
                let gradient = -sign * weighted
                sumOfGradients += weighted
                sumOfHessians += hessian
                var both = SIMD16<Float>.zero
                both.evenHalf = gradient
                both.oddHalf = hessian
                UnsafeMutableRawPointer(pairs + row).storeBytes(of: both, as: SIMD16<Float>.self)
                row += 8
            }
            total += SIMD2(Double(sumOfGradients.sum()), Double(sumOfHessians.sum()))
        }
        return total
    }

    private static func quantise(
        _ start: Int,
        _ end: Int,
        _ pairs: UnsafePointer<SIMD2<Float>>,
        _ cells: UnsafeMutablePointer<Int64>,
        _ units: SIMD2<Float>
    ) {
        // Adding this number to a Float below 2²² leaves its nearest integer in the low bits.
        let magic = SIMD8<Float>(repeating: 12_582_912)
        let magicBits = SIMD8<Int32>(repeating: Int32(bitPattern: Float(12_582_912).bitPattern))
        let factors = SIMD8<Float>(units.y, units.x, units.y, units.x, units.y, units.x, units.y, units.x)
        let source = UnsafeRawPointer(pairs)
        let target = UnsafeMutableRawPointer(cells)
        var row = start
        while row < end {
            let pair = source.loadUnaligned(fromByteOffset: row * 8, as: SIMD8<Float>.self)
            let swapped = SIMD8<Float>(pair[1], pair[0], pair[3], pair[2], pair[5], pair[4], pair[7], pair[6])
            let shifted = swapped * factors + magic
            let integers = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- magicBits
            target.storeBytes(of: integers, toByteOffset: row * 8, as: SIMD8<Int32>.self)
            row += 4
        }
    }

    @inline(__always)
    private static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// eˣ for x within ±80, to about 2e-7 relative; beyond, of the nearer end.
    @inline(__always)
    private static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let magic = SIMD8<Float>(repeating: 12_582_912)
        let limited = pointwiseMin(pointwiseMax(x, SIMD8(repeating: -80)), SIMD8(repeating: 80))
        let shifted = limited * 1.442_695_04 + magic
        let whole = shifted - magic
        // ln 2 in two parts, so that the remainder keeps its digits.
        let rest = limited - whole * 0.693_359_375 + whole * 2.121_944_4e-4
        var polynomial = SIMD8<Float>(repeating: 1.987_569_15e-4)
        polynomial = polynomial * rest + 1.398_199_95e-3
        polynomial = polynomial * rest + 8.333_451_9e-3
        polynomial = polynomial * rest + 4.166_579_6e-2
        polynomial = polynomial * rest + 1.666_666_55e-1
        polynomial = polynomial * rest + 5.000_000_1e-1
        polynomial = polynomial * rest * rest + rest + 1
        let exponent =
            unsafeBitCast(shifted, to: SIMD8<Int32>.self)
            &- SIMD8(repeating: Int32(bitPattern: Float(12_582_912).bitPattern))
        let bits = unsafeBitCast(polynomial, to: SIMD8<Int32>.self) &+ (exponent &<< 23)
        return unsafeBitCast(bits, to: SIMD8<Float>.self)
    }
}
