import EvaNumerics

/// Sums over the cases of each code, from which target statistics are taken; place 0 is missing.
struct StatisticSums {
    private var pay: [Double]
    private var expected: [Double]
    private var total: [Double]

    init(width: Int) {
        pay = [Double](repeating: 0, count: width)
        expected = pay
        total = pay
    }

    mutating func add(code: Int32, weight: Double, likely: Double, isPay: Bool) {
        let place = Int(code) + 1
        total[place] += weight
        expected[place] += likely
        if isPay { pay[place] += weight }
    }

    /// Adds the sums of other cases, or takes them away.
    mutating func add(_ other: StatisticSums, sign: Double) {
        for place in pay.indices {
            pay[place] += sign * other.pay[place]
            expected[place] += sign * other.expected[place]
            total[place] += sign * other.total[place]
        }
    }

    /// Smoothed log-odds of what was paid, less those of what was expected.
    func logOdds(base: Double, smoothing: Double) -> [Float] {
        let base = min(max(base, 1e-6), 1 - 1e-6)
        func logOdds(_ share: Double) -> Double { StableMath.logit(min(max(share, 1e-6), 1 - 1e-6)) }
        return pay.indices.map { place in
            let all = total[place] + smoothing
            let paid = (pay[place] + smoothing * base) / all
            let likely = (expected[place] + smoothing * base) / all
            return Float(logOdds(paid) - logOdds(likely))
        }
    }
}
