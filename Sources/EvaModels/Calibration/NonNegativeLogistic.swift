import EvaNumerics
import Foundation

/// Logistic regression with very few columns, weights that must not fall below 0, and soft targets: what Platt and beta
/// calibration and the blend have in common.
///
/// **Formula**: minimises Σ wᵢ·(softplus(sᵢ) − tᵢ·sᵢ) + ½ρ·Σⱼ (βⱼ − centre)², sᵢ = offset + Σⱼ βⱼ·xᵢⱼ, over β ≥ 0; tᵢ in
/// 0...1.
///
/// **Complexity**: one Newton search for every subset of columns held at 0; the objective is convex, so the best subset
/// whose free weights are positive holds the optimum.
enum NonNegativeLogistic {
    struct Fit {
        var offset: Double
        var weights: [Double]
        var objective: Double
    }

    static func fit(
        columns: [[Double]],
        targets: [Double],
        weights: [Double],
        ridge: Double = 0,
        centre: Double = 0
    ) -> Fit {
        var best: Fit?
        for mask in (0..<1 << columns.count).reversed() {
            let free = columns.indices.filter { mask >> $0 & 1 == 1 }
            var problem = Problem(
                columns: free.map { columns[$0] },
                targets: targets,
                weights: weights,
                ridge: ridge,
                centre: centre
            )
            problem.minimise()
            guard problem.point.dropFirst().allSatisfy({ $0 >= 0 }) else { continue }
            var all = [Double](repeating: 0, count: columns.count)
            for (place, column) in free.enumerated() { all[column] = problem.point[1 + place] }
            let held = Double(columns.count - free.count) * 0.5 * ridge * centre * centre
            let fit = Fit(offset: problem.point[0], weights: all, objective: problem.value + held)
            // With every column free the point is the optimum of the problem without bounds, so nothing can beat it.
            if free.count == columns.count { return fit }
            if best.map({ fit.objective < $0.objective }) ?? true { best = fit }
        }
        return best ?? Fit(offset: 0, weights: columns.map { _ in 0 }, objective: .infinity)
    }

    /// The problem without bounds, solved by damped Newton steps.
    private struct Problem {
        let columns: [[Double]]
        let targets: [Double]
        let weights: [Double]
        let ridge: Double
        let centre: Double
        /// Offset, then the weights.
        var point: [Double] = []
        var value = 0.0

        mutating func minimise() {
            let order = 1 + columns.count
            let total = weights.reduce(0, +)
            let mean = zip(weights, targets).reduce(0) { $0 + $1.0 * $1.1 } / total
            point = [StableMath.logit(mean)] + [Double](repeating: centre, count: columns.count)
            value = objective(at: point)
            for _ in 0..<100 {
                var (gradient, hessian) = derivatives()
                // Constant columns leave the Hessian singular; the damping is far below what changes an optimum.
                for index in 0..<order {
                    hessian[index * order + index] += 1e-12 * (hessian[index * order + index] + total)
                }
                guard let factor = Cholesky(lower: hessian, order: order) else { return }
                var step = gradient
                factor.solve(&step)
                let decrement = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
                guard decrement > 1e-22 * total, improve(by: step, decrement: decrement) else { return }
            }
        }

        private mutating func improve(by step: [Double], decrement: Double) -> Bool {
            var length = 1.0
            for _ in 0..<40 {
                let moved = zip(point, step).map { $0 - length * $1 }
                let next = objective(at: moved)
                if next <= value - 1e-4 * length * decrement || (length == 1 && abs(next - value) <= 1e-14 * abs(value))
                {
                    point = moved
                    value = next
                    return true
                }
                length *= 0.5
            }
            return false
        }

        private func score(_ row: Int, at point: [Double]) -> Double {
            var score = point[0]
            for column in columns.indices { score += point[1 + column] * columns[column][row] }
            return score
        }

        private func objective(at point: [Double]) -> Double {
            var sum = 0.0
            for row in targets.indices {
                let score = score(row, at: point)
                sum += weights[row] * (StableMath.softplus(score) - targets[row] * score)
            }
            for weight in point.dropFirst() { sum += 0.5 * ridge * (weight - centre) * (weight - centre) }
            return sum
        }

        private func derivatives() -> (gradient: [Double], hessian: [Double]) {
            let order = point.count
            var gradient = [Double](repeating: 0, count: order)
            var hessian = [Double](repeating: 0, count: order * order)
            var x = [Double](repeating: 1, count: order)
            for row in targets.indices {
                for column in columns.indices { x[1 + column] = columns[column][row] }
                let probability = StableMath.sigmoid(score(row, at: point))
                let residual = weights[row] * (probability - targets[row])
                let curvature = weights[row] * probability * (1 - probability)
                for line in 0..<order {
                    gradient[line] += residual * x[line]
                    for column in 0...line { hessian[line * order + column] += curvature * x[line] * x[column] }
                }
            }
            for index in 1..<order {
                gradient[index] += ridge * (point[index] - centre)
                hessian[index * order + index] += ridge
            }
            return (gradient, hessian)
        }
    }
}
