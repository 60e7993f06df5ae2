import Foundation

/// Gauss–Legendre quadrature on [0, 1]: `count` points integrate a polynomial of degree 2·count − 1 exactly.
///
/// **Source**: Press et al. (2007), Numerical Recipes, 4.6: Newton's method on the Legendre polynomial.
package struct GaussLegendre {
    /// Points, ascending, within (0, 1).
    package private(set) var points: [Double] = []
    /// Positive weights; their sum is 1.
    package private(set) var weights: [Double] = []

    package init(_ count: Int) {
        for index in 0..<count {
            var x = cos(.pi * (Double(count - index) - 0.25) / (Double(count) + 0.5))
            var slope = 0.0
            for _ in 0..<8 {
                var (last, value) = (0.0, 1.0)
                for degree in 1...count {
                    let n = Double(degree)
                    (last, value) = (value, ((2 * n - 1) * x * value - (n - 1) * last) / n)
                }
                slope = Double(count) * (x * value - last) / (x * x - 1)
                x -= value / slope
            }
            points.append((1 + x) / 2)
            weights.append(1 / ((1 - x * x) * slope * slope))
        }
    }
}
