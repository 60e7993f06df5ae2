import Foundation

/// Logistic and related functions that neither overflow nor lose digits at the ends.
public enum StableMath {
    /// Probability of a log-odds score, 1 / (1 + e⁻ˣ).
    public static func sigmoid(_ score: Double) -> Double {
        if score >= 0 { return 1 / (1 + exp(-score)) }
        let e = exp(score)
        return e / (1 + e)
    }

    /// Log-odds of a probability in (0, 1); ±∞ at the ends.
    public static func logit(_ probability: Double) -> Double {
        log(probability) - log1p(-probability)
    }

    /// log(1 + eˣ).
    public static func softplus(_ x: Double) -> Double {
        x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
    }

    /// Negative log-likelihood of a label under a log-odds score.
    public static func logLoss(score: Double, isPay: Bool) -> Double {
        softplus(isPay ? -score : score)
    }
}
