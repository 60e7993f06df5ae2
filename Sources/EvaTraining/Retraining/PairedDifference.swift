package import EvaCorpus
public import EvaEvaluation

/// Mean of the differences between two predictors' losses, case by case, with an interval that minds the order of time.
///
/// **Formula**: the cases d₁ … d_n stand in time order, cut into q = 10 blocks of as equal numbers as whole moments
/// allow. With S_j the sum of d − d̄ over block j, the variance of d̄ is q/(q−1) Σ S_j² / n², and the interval
/// d̄ ± t · √variance with t = 2.262, the 97.5 % point of Student's distribution of 9 degrees. Where the variance of
/// independent cases, Σ(d − d̄)² / (n(n−1)) with 1.960, gives the longer interval, that counts.
///
/// Cases of one time share what is special about it, and those of one period of a replay share a model: differences
/// are not independent, but blocks nearly are. They need not be alike either, as one standard that changes is enough to
/// make them differ; then the interval grows.
///
/// **Source**: for blocks in time Ibragimov & Müller (2010), t-statistic based correlation and heterogeneity robust
/// inference, which for blocks of equal size this is; the error of a mean over clusters is that of Liang & Zeger (1986).
/// That losses of forecasts are compared by their differences is Diebold & Mariano (1995), Comparing predictive accuracy.
public struct PairedDifference: Sendable, Equatable, Codable {
    /// Mean difference; below 0 the first predictor is better.
    public let mean: Double
    /// Its 95 % interval.
    public let interval: Interval
    /// Mean difference in each block, in time order.
    public let blocks: [Double]

    /// Fewest cases that are compared.
    static let fewest = 200
    private static let blockCount = 10
    private static let student = 2.2621571627982
    private static let normal = 1.959963984540054

    /// Compares; `times` ascend, one a difference.
    ///
    /// **Missing and edge values**: `nil` for fewer than 200 cases, or where whole moments leave a block empty.
    package init?(_ differences: [Double], times: ArraySlice<CaseTime>) {
        precondition(differences.count == times.count, "one time a difference")
        let count = Double(differences.count)
        guard differences.count >= Self.fewest, let cuts = Self.cuts(Array(times)) else { return nil }
        let mean = differences.reduce(0, +) / count
        let byCase = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count
        let blocks = zip(cuts, cuts.dropFirst()).map { differences[$0..<$1] }
        let squares = blocks.reduce(0.0) { sum, block in
            let part = block.reduce(0) { $0 + $1 - mean }
            return sum + part * part
        }
        let groups = Double(blocks.count)
        let byBlock = groups / (groups - 1) * squares / (count * count)
        let spread = max(Self.student * byBlock.squareRoot(), Self.normal * byCase.squareRoot())
        self.mean = mean
        interval = Interval(low: mean - spread, high: mean + spread)
        self.blocks = blocks.map { $0.reduce(0, +) / Double($0.count) }
    }

    /// Whether the first predictor is better, as far as the interval tells: it excludes that it is as good or worse.
    public var isBetter: Bool { interval.high < 0 }

    /// Positions at which blocks begin, and the end; none lies within a moment.
    private static func cuts(_ times: [CaseTime]) -> [Int]? {
        var cuts = [0]
        for block in 1..<blockCount {
            var cut = times.count * block / blockCount
            while cut < times.count, times[cut] == times[cut - 1] { cut += 1 }
            guard let last = cuts.last, last < cut, cut < times.count else { return nil }
            cuts.append(cut)
        }
        return cuts + [times.count]
    }
}
