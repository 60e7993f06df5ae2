import Foundation

/// Tails of distributions, by which it is told whether a budget is kept, and whether it was broken.
enum Tail {
    /// P(X ≥ k) for X ~ Bin(n, p), 0 < p < 1, exact up to rounding.
    static func binomial(atLeast k: Int, of n: Int, _ p: Double) -> Double {
        Double(k) > Double(n) * p ? upper(k, n, p) : max(0, 1 - lower(k - 1, n, p))
    }

    /// P(X ≤ k) for X ~ Bin(n, p), 0 < p < 1, exact up to rounding.
    static func binomial(atMost k: Int, of n: Int, _ p: Double) -> Double {
        Double(k) < Double(n) * p ? lower(k, n, p) : max(0, 1 - upper(k + 1, n, p))
    }

    /// P(Z ≥ z) for a standard normal Z.
    static func normal(atLeast z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

    // Each is summed on the side of the mean where its terms fall off, from the largest on.

    private static func upper(_ k: Int, _ n: Int, _ p: Double) -> Double {
        guard k <= n else { return 0 }
        let odds = p / (1 - p)
        var (count, sum, term) = (k, 0.0, mass(k, n, p))
        while term > sum * 1e-17 {
            sum += term
            term *= Double(n - count) / Double(count + 1) * odds
            count += 1
        }
        return min(1, sum)
    }

    private static func lower(_ k: Int, _ n: Int, _ p: Double) -> Double {
        guard k >= 0 else { return 0 }
        let odds = p / (1 - p)
        var (count, sum, term) = (k, 0.0, mass(k, n, p))
        while term > sum * 1e-17 {
            sum += term
            term *= Double(count) / (Double(n - count + 1) * odds)
            count -= 1
        }
        return min(1, sum)
    }

    private static func mass(_ k: Int, _ n: Int, _ p: Double) -> Double {
        let (k, n) = (Double(k), Double(n))
        let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        return exp(ways + k * log(p) + (n - k) * log1p(-p))
    }
}
