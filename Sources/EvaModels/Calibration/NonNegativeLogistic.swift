import EvaNumerics
import Foundation

/// Logistic regression with very few columns, weights that must not fall below 0, and soft targets: what Platt and beta
/// calibration have in common.
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
            let total = weights.reduce(0, +)
            let mean = zip(weights, targets).reduce(0) { $0 + $1.0 * $1.1 } / total
            point = [StableMath.logit(mean)] + [Double](repeating: centre, count: columns.count)
            var current = evaluate(point)
            for _ in 0..<100 {
                value = current.value
                guard let step = newtonStep(current, total: total) else { return }
                let decrement = zip(current.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
                // So near, a whole step squares the error, and the objective's last digits could not judge it.
                let isLast = decrement <= 1e-12 * total
                var length = 1.0
                while true {
                    let moved = zip(point, step).map { $0 - length * $1 }
                    let next = evaluate(moved)
                    if isLast || next.value <= current.value - 1e-4 * length * decrement {
                        point = moved
                        current = next
                        break
                    }
                    length *= 0.5
                    guard length > 1e-9 else { return }
                }
                value = current.value
                if isLast { return }
            }
        }

        private func newtonStep(_ current: Evaluation, total: Double) -> [Double]? {
            let order = point.count
            var hessian = current.hessian
            // Constant columns leave the Hessian singular; the damping is far below what changes an optimum.
            for index in 0..<order {
                hessian[index * order + index] += 1e-12 * (hessian[index * order + index] + total)
            }
            guard let factor = Cholesky(lower: hessian, order: order) else { return nil }
            var step = current.gradient
            factor.solve(&step)
            return step
        }

        private struct Evaluation {
            var value: Double
            var gradient: [Double]
            /// Lower triangle, row-major.
            var hessian: [Double]
        }

        private func evaluate(_ point: [Double]) -> Evaluation {
            let order = point.count
            var result = Evaluation(
                value: 0,
                gradient: [Double](repeating: 0, count: order),
                hessian: [Double](repeating: 0, count: order * order)
            )
            var x = [Double](repeating: 1, count: order)
            for row in targets.indices {
                var score = point[0]
                for column in columns.indices {
                    x[1 + column] = columns[column][row]
                    score += point[1 + column] * x[1 + column]
                }
                let (target, weight) = (targets[row], weights[row])
                let e = exp(-abs(score))
                let tail = 1 / (1 + e)
                let residual = weight * ((score >= 0 ? tail : e * tail) - target)
                let curvature = weight * e * tail * tail
                result.value += weight * (log1p(e) + max(score, 0) - target * score)
                for line in 0..<order {
                    result.gradient[line] += residual * x[line]
                    for column in 0...line { result.hessian[line * order + column] += curvature * x[line] * x[column] }
                }
            }
            for index in 1..<order {
                let distance = point[index] - centre
                result.value += 0.5 * ridge * distance * distance
                result.gradient[index] += ridge * distance
                result.hessian[index * order + index] += ridge
            }
            return result
        }
    }
}
