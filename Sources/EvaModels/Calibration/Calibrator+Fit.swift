import EvaNumerics

extension Calibrator {
    /// Fits a map on scores of cases that the model was not trained on.
    ///
    /// **Shapes**: one label (1 pay, 0 deny) and, if given, one weight a score; a weight counts cases.
    ///
    /// `temperature` fits Platt's curve and keeps its slope only, so that it changes how sure the scores are, and not
    /// what they say on the whole.
    ///
    /// **Missing and edge values**: `platt` moves the targets off 0 and 1 as Platt does; `isotonic` adds to every block
    /// one case of the mean label, and pools again, so that no block is sure. A slope that would fall is held at 0.
    ///
    /// **Throws**: `ModelError` for shapes that do not fit, a score that is not finite, bad weights, no case or one class.
    ///
    /// **Source**: Platt (1999), Probabilistic outputs for support vector machines, as corrected by Lin, Lin & Weng
    /// (2007); Zadrozny & Elkan (2002), Transforming classifier scores into accurate multiclass probability estimates;
    /// Kull, Silva Filho & Flach (2017), Beta calibration; Guo
    /// et al. (2017), On calibration of modern neural networks, whose temperature is fitted without an offset. scikit-learn's isotonic curve joins the blocks' edges and
    /// reaches 0 and 1; this one joins centres and does not.
    public static func fit(
        _ method: CalibrationMethod,
        scores: [Double],
        labels: [Int8],
        weights: [Double]? = nil
    ) throws(ModelError) -> Calibrator {
        _ = try TrainingChecks.shares(rows: scores.count, labels: labels, weights: weights)
        guard scores.allSatisfy(\.isFinite) else {
            throw ModelError(
                code: .badValue,
                message: "a score is not a finite number",
                cure: "calibrate on scores of a fitted model"
            )
        }
        let counts = weights ?? [Double](repeating: 1, count: scores.count)
        let targets = labels.map(Double.init)
        switch method {
        case .temperature: return temperature(scores, targets, counts)
        case .platt: return platt(scores, targets, counts)
        case .isotonic: return isotonic(scores, targets, counts)
        case .beta: return beta(scores, targets, counts)
        }
    }

    /// Platt's slope alone: how far scores were off as a whole is left to what follows the share of pay.
    private static func temperature(_ scores: [Double], _ targets: [Double], _ weights: [Double]) -> Calibrator {
        guard case .platt(let slope, _) = platt(scores, targets, weights).curve else { return .identity }
        return Calibrator(curve: .platt(slope: slope, offset: 0))
    }

    private static func platt(_ scores: [Double], _ targets: [Double], _ weights: [Double]) -> Calibrator {
        var (pay, deny) = (0.0, 0.0)
        for (target, weight) in zip(targets, weights) {
            if target > 0 { pay += weight } else { deny += weight }
        }
        let smoothed = targets.map { $0 > 0 ? (pay + 1) / (pay + 2) : 1 / (deny + 2) }
        let fit = NonNegativeLogistic.fit(columns: [scores], targets: smoothed, weights: weights)
        return Calibrator(curve: .platt(slope: fit.weights[0], offset: fit.offset))
    }

    private static func beta(_ scores: [Double], _ targets: [Double], _ weights: [Double]) -> Calibrator {
        let fit = NonNegativeLogistic.fit(
            columns: [scores.map(BetaCalibration.logPay), scores.map(BetaCalibration.logDeny)],
            targets: targets,
            weights: weights,
            // Scores that separate the labels would drive the weights to infinity.
            ridge: 1e-6,
            centre: 1
        )
        return Calibrator(curve: .beta(high: fit.weights[0], low: fit.weights[1], offset: fit.offset))
    }

    private static func isotonic(_ scores: [Double], _ targets: [Double], _ weights: [Double]) -> Calibrator {
        let (sum, total) = zip(targets, weights).reduce((0, 0)) { ($0.0 + $1.0 * $1.1, $0.1 + $1.1) }
        let mean = sum / total
        let blocks = IsotonicRegression.blocks(scores: scores, targets: targets, weights: weights)
        let smoothed = blocks.map { block in
            var block = block
            block.value = (block.value * block.weight + mean) / (block.weight + 1)
            block.weight += 1
            return block
        }
        let pooled = IsotonicRegression.pooled(smoothed)
        return Calibrator(curve: .isotonic(scores: pooled.map(\.centre), probabilities: pooled.map(\.value)))
    }
}
