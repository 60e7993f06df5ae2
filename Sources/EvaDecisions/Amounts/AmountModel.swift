package import EvaCorpus
package import EvaFeatures
package import EvaModels
package import EvaNumerics

/// Learned from paid cases: how much of the claim is paid where it is paid.
///
/// **Formula**: boosted trees give the probability that the paid share is at most that of each cut; the suggestion is
/// the median of the shares so distributed. Around it lie the case's nested intervals; `level` says which of them.
///
/// **Source**: split conformal prediction by nested sets, Gupta, Kuchibhotla & Ramdas (2022), Nested conformal
/// prediction and quantile out-of-bag ensemble methods; the cuts after Frank & Hall (2001), A simple approach to
/// ordinal classification.
public struct AmountModel: Sendable, Equatable {
    /// Features, fitted on the paid cases that the trees learned from.
    package let featurizer: Featurizer
    /// How the paid share is cut up.
    package let buckets: ShareBuckets
    /// One a cut: log-odds that the share is at most the cut's.
    package let trees: [TreeEnsemble]
    /// What the intervals of all cases are asked for by, so that four of five hold what is paid.
    package private(set) var level: Double
    /// Median of paid by claimed over the cases that the trees learned from: what a rule of thumb would pay.
    package let medianRatio: Double

    /// Share of paid amounts that the intervals are to hold.
    package static let coverage = 0.8

    /// Puts a model together whose intervals are not calibrated yet.
    package init(featurizer: Featurizer, buckets: ShareBuckets, trees: [TreeEnsemble], medianRatio: Double) {
        self.init(featurizer: featurizer, buckets: buckets, trees: trees, level: 1, medianRatio: medianRatio)
    }

    init(featurizer: Featurizer, buckets: ShareBuckets, trees: [TreeEnsemble], level: Double, medianRatio: Double) {
        self.featurizer = featurizer
        self.buckets = buckets
        self.trees = trees
        self.level = level
        self.medianRatio = medianRatio
    }

    /// Sets the level by paid cases that nothing was fitted on, those of the rows given, with positive weights.
    ///
    /// **Formula**: each case has the least level at which its interval holds what was paid; the level is the least that
    /// cases of 80 % of the weight need at most, where a case to come has a weight of 1 and needs the highest.
    ///
    /// **Source**: Barber, Candès, Ramdas & Tibshirani (2023), Conformal prediction beyond exchangeability, eq. 11.
    package mutating func calibrate(
        _ table: CaseTable,
        rows: Range<Int>,
        weights: [Float],
        pool: WorkerPool
    ) throws {
        let needed = zip(rows, try intervals(table, rows: rows, pool: pool))
            .map { row, intervals in
                intervals.levelToHold(paid: table.paid[row], claimed: table.amounts[row])
            }
        let order = needed.indices.sorted { (needed[$0], $0) < (needed[$1], $1) }
        var missing = Self.coverage * weights.reduce(1) { $0 + Double($1) }
        level = 1
        for index in order {
            missing -= Double(weights[index])
            if missing <= 0 {
                level = needed[index]
                break
            }
        }
    }

    /// Makes the tables by which single cases are answered fast.
    package func prepareToScore() {
        for trees in trees { trees.prepareToScore() }
    }

    /// What to pay of the amount claimed in a row, if it is paid; `nil` when it claims no amount above 0.
    ///
    /// `features` is memory.
    package func amount(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> PayableAmount? {
        guard !table.amounts.isEmpty, table.amounts[row] > 0 else { return nil }
        try featurizer.transform(table, row: row, into: &features)
        let below = trees.map { StableMath.sigmoid($0.score(row: features.trees)) }
        return payable(ShareIntervals(buckets, below: below), claimed: table.amounts[row])
    }

    /// The same for many rows.
    package func amounts(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> [PayableAmount?] {
        guard !table.amounts.isEmpty else { return rows.map { _ in nil } }
        return zip(rows, try intervals(table, rows: rows, pool: pool))
            .map { row, intervals in
                table.amounts[row] > 0 ? payable(intervals, claimed: table.amounts[row]) : nil
            }
    }

    private func payable(_ intervals: ShareIntervals, claimed: Double) -> PayableAmount {
        let interval = intervals.interval(level: level)
        return PayableAmount(
            suggested: PaidShare.money(intervals.median, of: claimed, .toNearestOrAwayFromZero),
            lowest: PaidShare.money(interval.low, of: claimed, .down),
            highest: PaidShare.money(interval.high, of: claimed, .up)
        )
    }

    private func intervals(_ table: CaseTable, rows: Range<Int>, pool: WorkerPool) throws -> [ShareIntervals] {
        let features = try featurizer.transform(table, rows: rows, hasLinear: false, pool: pool)
        let scores = trees.map { $0.scores(features.trees, pool: pool) }
        return (0..<rows.count)
            .map { row in ShareIntervals(buckets, below: scores.map { StableMath.sigmoid($0[row]) }) }
    }
}

/// What to pay of a claim if it is paid: 0 ≤ lowest ≤ suggested ≤ highest ≤ claimed.
package struct PayableAmount: Sendable, Equatable {
    /// Amount to pay, rounded to cents.
    package let suggested: Double
    /// Lower end of the 80 % interval, rounded down.
    package let lowest: Double
    /// Upper end, rounded up.
    package let highest: Double
}
