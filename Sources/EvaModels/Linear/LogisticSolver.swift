/// Newton's method: by preconditioned conjugate gradients without an L1 term; with one by the exact quadratic model of
/// the free columns while they are few, else by conjugate gradients in the orthant of the current signs.
///
/// **Source**: Lee, Sun & Saunders (2014), Proximal Newton-type methods (the exact model); Andrew & Gao (2007), Scalable training of L1-regularized log-linear models (orthant-wise steps); Byrd,
/// Chin, Nocedal & Oztoprak (2016), A family of second-order methods for convex ℓ1-regularized optimization (Newton
/// steps on the free variables, a shrinkage step where they fail).
struct LogisticSolver {
    let objective: LogisticObjective
    /// Strength of the L1 term.
    let lasso: Double
    let tolerance: Double
    let maxIterations: Int

    /// A point with what was computed there.
    private struct State {
        var point: [Double]
        var value: Double
        var gradient: [Double]
        /// Minimal-norm subgradient of the whole objective.
        var slope: [Double]
        var norm: Double
    }

    /// Minimises from the better of two points; `null` is the model without features.
    func minimise(
        null: [Double],
        start: [Double]?,
        progress: ((Int, Int) throws -> Void)?
    ) throws -> (point: [Double], iterations: Int, gradientRatio: Double) {
        let reference = state(at: null)
        var current = reference
        if let start {
            let warm = state(at: start)
            current = warm.value <= reference.value ? warm : state(at: null)
        }
        guard reference.norm > 0 else { return (null, 0, 0) }
        var preconditioner: BlockPreconditioner?
        var iterations = 0
        let goal = tolerance * reference.norm
        while current.norm > goal, iterations < maxIterations {
            try progress?(iterations, maxIterations)
            iterations += 1
            let accuracy = max(min(0.1, current.norm / reference.norm), 0.3 * goal / current.norm)
            let free = lasso == 0 ? nil : freeColumns(current)
            let next: State?
            if let free, let chosen = fewColumns(free) {
                next = searchSegment(
                    from: current,
                    to: quadraticMinimum(current, chosen, goal: accuracy * current.norm)
                )
            } else {
                var inverse = preconditioner ?? BlockPreconditioner(objective)
                inverse.restrict(to: free ?? [Bool](repeating: true, count: objective.columns))
                let (direction, steps) = newtonDirection(current.slope, free: free, inverse, accuracy: accuracy)
                next = searchLine(from: current, along: direction)
                preconditioner = Double(steps) > max(2, inverse.cost) ? nil : inverse
            }
            guard let better = next ?? searchShrinkage(from: current) else { break }
            current = better
        }
        return (current.point, iterations, current.norm / reference.norm)
    }

    private func state(at point: [Double]) -> State {
        var (value, gradient) = objective.evaluate(point)
        var slope = gradient
        if lasso > 0 {
            for column in 1..<point.count {
                let (x, g) = (point[column], gradient[column])
                value += lasso * abs(x)
                if x != 0 {
                    slope[column] = g + (x > 0 ? lasso : -lasso)
                } else {
                    slope[column] = g > lasso ? g - lasso : g < -lasso ? g + lasso : 0
                }
            }
        }
        return State(
            point: point,
            value: value,
            gradient: gradient,
            slope: slope,
            norm: Self.dot(slope, slope).squareRoot()
        )
    }

    private func freeColumns(_ state: State) -> [Bool] {
        var free = zip(state.point, state.slope).map { $0 != 0 || $1 != 0 }
        free[0] = true
        return free
    }

    /// Solves H·d = −slope among the free columns, to a relative accuracy.
    private func newtonDirection(
        _ slope: [Double],
        free: [Bool]?,
        _ preconditioner: BlockPreconditioner,
        accuracy: Double
    ) -> (direction: [Double], steps: Int) {
        var residual = slope.map { -$0 }
        var direction = [Double](repeating: 0, count: slope.count)
        var solved = preconditioner.apply(residual)
        var search = solved
        var energy = Self.dot(residual, solved)
        let goal = accuracy * accuracy * energy
        var steps = 0
        while steps < 250, energy > goal {
            var product = objective.hessianProduct(search)
            if let free {
                for column in product.indices where !free[column] { product[column] = 0 }
            }
            let curvature = Self.dot(search, product)
            guard curvature > 0 else { break }
            let length = energy / curvature
            for column in direction.indices {
                direction[column] += length * search[column]
                residual[column] -= length * product[column]
            }
            steps += 1
            solved = preconditioner.apply(residual)
            let next = Self.dot(residual, solved)
            let share = next / energy
            energy = next
            for column in search.indices { search[column] = solved[column] + share * search[column] }
        }
        return (steps == 0 ? solved : direction, steps)
    }

    /// Halves the step until the objective falls as the slope promises; coefficients that would change their sign
    /// become 0.
    private func searchLine(from current: State, along direction: [Double]) -> State? {
        var length = 1.0
        for _ in 0..<12 {
            var point = current.point
            var promised = 0.0
            for column in point.indices {
                var moved = point[column] + length * direction[column]
                if lasso > 0, column > 0 {
                    let sign = point[column] != 0 ? point[column] : -current.slope[column]
                    if moved * sign <= 0 { moved = 0 }
                }
                promised += current.slope[column] * (moved - point[column])
                point[column] = moved
            }
            guard promised < 0 else { return nil }
            let next = state(at: point)
            if isBetter(next, than: current, by: 1e-4 * promised) { return next }
            length *= 0.5
        }
        return nil
    }

    /// The free columns when they are few enough for an exact quadratic model.
    private func fewColumns(_ free: [Bool]) -> [Int]? {
        let chosen = free.indices.filter { free[$0] }
        return chosen.count <= LassoQuadratic.mostColumns ? chosen : nil
    }

    /// Minimum of the quadratic model with its L1 term over the chosen columns; the others stay.
    private func quadraticMinimum(_ current: State, _ chosen: [Int], goal: Double) -> [Double] {
        var model = LassoQuadratic(
            lower: objective.hessianBlock(chosen),
            thresholds: chosen.map { $0 == 0 ? 0 : lasso },
            point: chosen.map { current.point[$0] },
            gradient: chosen.map { current.gradient[$0] }
        )
        model.minimise(goal: goal)
        var point = current.point
        for (place, column) in chosen.enumerated() { point[column] = model.point[place] }
        return point
    }

    /// Halves the way to another point until the objective falls as the quadratic model promises.
    private func searchSegment(from current: State, to goal: [Double]) -> State? {
        var promised = 0.0
        for column in goal.indices {
            promised += current.gradient[column] * (goal[column] - current.point[column])
            if column > 0 { promised += lasso * (abs(goal[column]) - abs(current.point[column])) }
        }
        var length = 1.0
        for _ in 0..<20 {
            let point = length == 1 ? goal : zip(current.point, goal).map { $0 + length * ($1 - $0) }
            let next = state(at: point)
            if isBetter(next, than: current, by: 1e-4 * length * min(promised, 0)) { return next }
            length *= 0.5
        }
        return nil
    }

    /// Halves a diagonal step with soft thresholding until the objective falls; it does for a small enough step.
    private func searchShrinkage(from current: State) -> State? {
        _ = objective.evaluate(current.point)
        let diagonal = objective.hessianDiagonal()
        var scale = 1.0
        for _ in 0..<30 {
            var point = current.point
            for column in point.indices where diagonal[column] > 0 {
                let step = scale / diagonal[column]
                let moved = point[column] - step * current.gradient[column]
                let threshold = column == 0 ? 0 : step * lasso
                point[column] = moved > threshold ? moved - threshold : moved < -threshold ? moved + threshold : 0
            }
            let next = state(at: point)
            if isBetter(next, than: current, by: 0) { return next }
            scale *= 0.5
        }
        return nil
    }

    /// Near the optimum the objective's last digits are noise: there a shorter gradient decides.
    private func isBetter(_ next: State, than current: State, by change: Double) -> Bool {
        if next.value <= current.value + change, next.value < current.value { return true }
        return abs(next.value - current.value) <= 1e-13 * abs(current.value) && next.norm < current.norm
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }
}
