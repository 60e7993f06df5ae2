public import EvaNumerics
import Foundation

/// A fitted logistic regression and how near it is to the optimum.
public struct LogisticFit: Sendable, Equatable {
    /// The model.
    public let model: LogisticModel
    /// Newton steps taken.
    public let iterations: Int
    /// Norm of the gradient relative to that of the model without features; above the recipe's `tolerance` when
    /// `maxIterations` or the digits of the numbers ended the search.
    public let gradientRatio: Double
}

extension LogisticRegression {
    /// Fits the model of the labels, 1 pay and 0 deny.
    ///
    /// **Formula**: `offsets` are added to the rows' scores while fitting; the model does not hold them.
    ///
    /// **Shapes**: one label and, if given, one weight and one offset a row.
    ///
    /// **Missing and edge values**: rows of weight 0 do not count; a column of zeros gets coefficient 0. `warmStart`
    /// changes the way, not the goal. `progress` gets steps taken and most steps, and may throw to cancel.
    ///
    /// **Determinism**: same input, same bits, for any pool; `BLASInfo.coreType` may change the last digits.
    ///
    /// **Throws**: `ModelError` for a bad setting, no row, one class, bad weights, shapes that do not fit, or a value
    /// that is not finite.
    public func fit(
        _ features: LinearFeatures,
        labels: [Int8],
        weights: [Float]? = nil,
        offsets: [Double]? = nil,
        warmStart: LogisticModel? = nil,
        pool: WorkerPool,
        progress: ((Int, Int) throws -> Void)? = nil
    ) throws -> LogisticFit {
        try validate()
        let shares = try TrainingChecks.shares(rows: features.rows, labels: labels, weights: weights?.map(Double.init))
        guard features.dense.values.allSatisfy(\.isFinite), features.sparse.values.allSatisfy(\.isFinite) else {
            throw ModelError(
                code: .badValue,
                message: "a feature is not a finite number",
                cure: "encode missing values before a linear model sees them"
            )
        }
        if let offsets {
            guard offsets.count == labels.count else {
                throw ModelError(
                    code: .badShape,
                    message: "\(labels.count) rows, \(offsets.count) offsets",
                    cure: "give one offset a row"
                )
            }
            guard offsets.allSatisfy(\.isFinite) else {
                throw ModelError(
                    code: .badValue,
                    message: "an offset is not a finite number",
                    cure: "give finite log-odds"
                )
            }
        }
        let targets = labels.map(Double.init)
        var null = [Double](repeating: 0, count: 1 + features.columns)
        null[0] = Self.interceptAlone(targets, shares, offsets)
        if let warmStart {
            guard warmStart.dense.count == features.dense.columns, warmStart.sparse.count == features.sparse.columns
            else {
                throw ModelError(
                    code: .badShape,
                    message: "the warm start has \(warmStart.dense.count) + \(warmStart.sparse.count) coefficients",
                    cure:
                        "start from a model of the same \(features.dense.columns) + \(features.sparse.columns) columns"
                )
            }
        }
        let solver = LogisticSolver(
            objective: LogisticObjective(
                features: features,
                targets: targets,
                weights: shares,
                offsets: offsets ?? [],
                ridge: penalty * (1 - l1Ratio),
                pool: pool
            ),
            lasso: penalty * l1Ratio,
            tolerance: tolerance,
            maxIterations: maxIterations
        )
        let (point, iterations, ratio) = try solver.minimise(
            null: null,
            start: warmStart.map { [$0.intercept] + $0.dense + $0.sparse },
            progress: progress
        )
        let split = 1 + features.dense.columns
        return LogisticFit(
            model: LogisticModel(
                intercept: point[0],
                dense: Array(point[1..<split]),
                sparse: Array(point[split...])
            ),
            iterations: iterations,
            gradientRatio: ratio
        )
    }

    /// Intercept of the model without features.
    private static func interceptAlone(_ targets: [Double], _ shares: [Double], _ offsets: [Double]?) -> Double {
        var intercept = StableMath.logit(zip(shares, targets).reduce(0) { $0 + $1.0 * $1.1 })
        guard let offsets else { return intercept }
        for _ in 0..<50 {
            var (slope, curvature) = (0.0, 0.0)
            for row in targets.indices {
                let probability = StableMath.sigmoid(intercept + offsets[row])
                slope += shares[row] * (probability - targets[row])
                curvature += shares[row] * probability * (1 - probability)
            }
            // Far off the optimum the curvature vanishes and a whole Newton step would overshoot.
            let step = curvature > 0 ? min(max(slope / curvature, -2), 2) : (slope > 0 ? 2 : -2)
            intercept -= step
            if abs(step) < 1e-12 { break }
        }
        return intercept
    }
}
