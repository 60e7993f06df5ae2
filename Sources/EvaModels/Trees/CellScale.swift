/// Units of the integers in histogram cells, such that no sum overflows.
///
/// **Formula**: with n rows, the sum S of the absolute gradients and u units in one, the integers add up to at most u·S + n/2,
/// for rounding adds at most half a unit a row. The gradients' half of a cell holds less than 2³¹, the hessians' less than
/// 2³²; so u = (2³¹·0.999 − n/2 − 1) / S. The thousandth is for errors of S and of the products, which are floats. No row
/// may have more than 2²¹ units, or its rounding by a magic number would fail.
///
/// **Ranges**: holds for all counts of rows up to 2³¹ − 1, where half of the room is left. Beyond some ten million rows the
/// units grow coarse: a gradient of one has 400 of them at ten million, 40 at a hundred million.
package enum CellScale {
    /// Units of a gradient and of a hessian of one.
    ///
    /// `sums` are those of absolute gradients and of hessians over all rows, `heaviest` is the largest weight.
    package static func units(rows: Int, sums: SIMD2<Double>, heaviest: Double) -> SIMD2<Float> {
        let room = SIMD2(0x1p31, 0x1p32) * 0.999 - 0.5 * Double(rows) - 1
        let mostOfRow = SIMD2(heaviest, heaviest / 4) * 1.001
        let units = SIMD2(
            min(room.x / max(sums.x, 1e-300), 0x1p21 / max(mostOfRow.x, 1e-300)),
            min(room.y / max(sums.y, 1e-300), 0x1p21 / max(mostOfRow.y, 1e-300))
        )
        return SIMD2(Float(units.x.nextDown), Float(units.y.nextDown))
    }
}
