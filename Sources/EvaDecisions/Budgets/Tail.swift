import Foundation

/// Tails of distributions, by which it is told whether a budget was broken.
enum Tail {
    /// P(X ≥ k) for X ~ Bin(n, p), 0 < p < 1, exact up to rounding.
    static func binomial(atLeast k: Int, of n: Int, _ p: Double) -> Double {
        guard k > 0 else { return 1 }
        guard k <= n else { return 0 }
        let (odds, mean) = (p / (1 - p), Double(n) * p)
        // Terms fall off away from the mean, so that the side without it is summed, from its largest term on.
        let isUpper = Double(k) > mean
        var count = isUpper ? k : k - 1
        var term = exp(
            lgamma(Double(n) + 1) - lgamma(Double(count) + 1) - lgamma(Double(n - count) + 1)
                + Double(count) * log(p) + Double(n - count) * log1p(-p)
        )
        var sum = 0.0
        while term > sum * 1e-17, term > 0 {
            sum += term
            term *=
                isUpper ? Double(n - count) / Double(count + 1) * odds : Double(count) / (Double(n - count + 1) * odds)
            count += isUpper ? 1 : -1
        }
        return isUpper ? min(1, sum) : max(0, 1 - sum)
    }

    /// P(Z ≥ z) for a standard normal Z.
    static func normal(atLeast z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }
}
