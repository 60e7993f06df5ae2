import EvaNumerics

/// The quadratic model of a loss around a point plus an L1 term, over few columns.
///
/// **Formula**: minimises gᵀ(u − x) + ½(u − x)ᵀH(u − x) + λ·Σ|uⱼ| over u; the intercept, where it is a column, is free of
/// the L1 term.
///
/// **Source**: coordinate descent as in Friedman, Hastie & Tibshirani (2010), Regularization paths for generalized linear
/// models; between its sweeps an exact step on the columns that are not 0, because sweeps alone crawl where columns are
/// nearly collinear, as all indicators of a field and the intercept are.
struct LassoQuadratic {
    /// Most columns: the Hessian takes 32 MB.
    static let mostColumns = 2048

    private let order: Int
    /// [order × order], symmetric.
    private let hessian: [Double]
    /// L1 strength of each column.
    private let thresholds: [Double]
    /// Point that is improved.
    private(set) var point: [Double]
    /// Share that is added to the diagonal for the exact step, so that it does not run away along collinear columns.
    private var damping = 1e-4
    /// Gradient of the smooth part at `point`.
    private var gradient: [Double]

    init(lower: [Double], thresholds: [Double], point: [Double], gradient: [Double]) {
        order = point.count
        var full = lower
        for row in 0..<order {
            for column in 0..<row { full[column * order + row] = full[row * order + column] }
        }
        hessian = full
        self.thresholds = thresholds
        self.point = point
        self.gradient = gradient
    }

    /// Improves the point until the norm of the minimal subgradient is at most `goal`, or for so long that a new
    /// quadratic model is worth more.
    mutating func minimise(goal: Double) {
        for _ in 0..<30 {
            for _ in 0..<20 {
                sweep()
                if norm() <= goal { return }
            }
            subspaceStep()
            if norm() <= goal { return }
        }
    }

    /// Norm of the minimal subgradient.
    private func norm() -> Double {
        var sum = 0.0
        for column in 0..<order {
            let (u, g, threshold) = (point[column], gradient[column], thresholds[column])
            let slope = u > 0 ? g + threshold : u < 0 ? g - threshold : max(abs(g) - threshold, 0)
            sum += slope * slope
        }
        return sum.squareRoot()
    }

    /// Minimises over one column after the other.
    private mutating func sweep() {
        for column in 0..<order {
            let curvature = hessian[column * order + column]
            guard curvature > 0 else { continue }
            let target = curvature * point[column] - gradient[column]
            let threshold = thresholds[column]
            let moved =
                target > threshold
                ? (target - threshold) / curvature : target < -threshold ? (target + threshold) / curvature : 0
            let change = moved - point[column]
            guard change != 0 else { continue }
            point[column] = moved
            addHessianRow(column, times: change)
        }
    }

    private mutating func addHessianRow(_ row: Int, times factor: Double) {
        let (start, order) = (row * order, order)
        hessian.withUnsafeBufferPointer { hessian in
            gradient.withUnsafeMutableBufferPointer { gradient in
                for column in 0..<order { gradient[column] += factor * hessian[start + column] }
            }
        }
    }

    /// Goes towards the minimum of the quadratic with the present signs; what would change its sign becomes 0.
    private mutating func subspaceStep() {
        let support = (0..<order).filter { point[$0] != 0 || thresholds[$0] == 0 }
        for _ in 0..<4 {
            guard let step = newtonStep(support) else {
                damping = min(damping * 10, 1e6)
                continue
            }
            var moved = point
            for (place, column) in support.enumerated() {
                let next = point[column] + step[place]
                let crosses = thresholds[column] > 0 && next * point[column] <= 0
                moved[column] = crosses ? 0 : next
            }
            if let shifted = gradientIfBetter(at: moved) {
                point = moved
                gradient = shifted
                damping = max(damping * 0.1, 1e-12)
                return
            }
            damping = min(damping * 10, 1e6)
        }
    }

    private func newtonStep(_ support: [Int]) -> [Double]? {
        let count = support.count
        var matrix = [Double](repeating: 0, count: count * count)
        var slope = [Double](repeating: 0, count: count)
        for (row, place) in support.enumerated() {
            for column in 0...row { matrix[row * count + column] = hessian[place * order + support[column]] }
            matrix[row * count + row] *= 1 + damping
            let u = point[place]
            slope[row] = -(gradient[place] + (u > 0 ? thresholds[place] : u < 0 ? -thresholds[place] : 0))
        }
        guard let factor = Cholesky(lower: matrix, order: count) else { return nil }
        factor.solve(&slope)
        return slope
    }

    /// The gradient at another point when the objective is lower there.
    private func gradientIfBetter(at other: [Double]) -> [Double]? {
        var shifted = self
        var change = 0.0
        for column in 0..<order {
            let difference = other[column] - point[column]
            if difference != 0 { shifted.addHessianRow(column, times: difference) }
            change += thresholds[column] * (abs(other[column]) - abs(point[column]))
        }
        for column in 0..<order {
            change += 0.5 * (gradient[column] + shifted.gradient[column]) * (other[column] - point[column])
        }
        return change < 0 ? shifted.gradient : nil
    }
}
