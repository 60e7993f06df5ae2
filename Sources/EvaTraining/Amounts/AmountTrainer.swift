package import EvaCorpus
package import EvaDecisions
import EvaFeatures
import EvaModels
package import EvaNumerics

/// Learns from paid cases how much of the claim is paid: fits on the older ones, calibrates the intervals on the newest.
package struct AmountTrainer {
    private let table: CaseTable
    private let seed: UInt64
    private let pool: WorkerPool

    /// Fewest paid cases with both amounts to learn from.
    package static let fewest = 500
    /// Most of them: the newest; more would take time and say little.
    private static let most = 30_000
    /// Share of them, the newest, that only the intervals are calibrated on.
    private static let calibrating = 0.25
    /// As in the search, as far as the corpus is longer.
    private static let halfLifeDays = 730.0
    /// Days in which a case's weight for the calibration halves: cases to come are most like the newest.
    private static let calibrationHalfLifeDays = 180.0

    /// Creates a trainer for all cases of a table.
    package init(table: CaseTable, seed: UInt64, pool: WorkerPool) {
        self.table = table
        self.seed = seed
        self.pool = pool
    }

    /// What was learned, and from how many cases; `nil` where the corpus has too few paid cases with both amounts, or
    /// they are all paid alike.
    package func train() throws -> (model: AmountModel, why: String)? {
        guard !table.amounts.isEmpty, !table.paid.isEmpty else { return nil }
        let usable = (0..<table.rowCount).filter { table.labels[$0] == 1 && share(table, $0) != nil }
        guard usable.count >= Self.fewest else { return nil }
        let cases = table.subset(usable.suffix(Self.most))
        let start = cases.rowCount - Int(Self.calibrating * Double(cases.rowCount))
        // No moment on both sides of the cut, unless there is one only.
        let snapped = cases.times[...].partitionIndex { $0 < cases.times[start] }
        let fitted = 0..<(snapped > 0 ? snapped : start)
        guard var model = try fit(cases, rows: fitted) else { return nil }
        let newest = fitted.upperBound..<cases.rowCount
        let weights = Recency(halfLifeDays: Self.calibrationHalfLifeDays).weights(cases.times, rows: newest)
        try model.calibrate(cases, rows: newest, weights: weights, pool: pool)
        let why =
            "amounts: learned from \(fitted.count) paid cases, intervals calibrated on \(newest.count) later ones"
        return (model, why)
    }

    private func share(_ table: CaseTable, _ row: Int) -> Int? {
        PaidShare.share(paid: table.paid[row], claimed: table.amounts[row])
    }

    private func fit(_ cases: CaseTable, rows: Range<Int>) throws -> AmountModel? {
        let shares = rows.compactMap { share(cases, $0) }
        guard let buckets = ShareBuckets(shares: shares), let last = buckets.cuts.last else { return nil }
        let span = cases.times[rows.upperBound - 1].day - cases.times[0].day
        let recency = Recency(halfLifeDays: Self.halfLifeDays < Double(span) ? Self.halfLifeDays : nil)
        let weights = recency.weights(cases.times, rows: rows)
        let isHigh: [Int8] = shares.map { $0 > last ? 1 : 0 }
        let (featurizer, features) = try Featurizer.fit(
            cases,
            rows: rows,
            labels: isHigh,
            weights: weights,
            offsets: Prevalence(labels: isHigh, times: cases.times[rows]).offsets,
            options: Self.features,
            hasLinear: false,
            pool: pool
        )
        let recipe = recipe
        let mapper = try BinMapper.fit(features.trees, maxBin: recipe.maxBin, pool: pool)
        let matrix = BinnedMatrix(features.trees, mapper: mapper, pool: pool)
        let trees = try buckets.cuts.map { cut in
            try recipe.fit(matrix, labels: shares.map { $0 <= cut ? 1 : 0 }, weights: weights, pool: pool).model
        }
        let ratios = rows.map { min(1, cases.paid[$0] / cases.amounts[$0]) }.sorted()
        let middle = ratios.count / 2
        let median = ratios.count % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2
        return AmountModel(featurizer: featurizer, buckets: buckets, trees: trees, medianRatio: median)
    }

    /// Few small trees a cut, in large steps: there are several cuts, and training must not take much longer for them.
    ///
    /// Chosen on TSA claims of 2003 to 2006, each by a model of what came before; more rounds did no better there, larger
    /// leaves worse on the largest claims.
    private var recipe: BoostedTrees {
        var recipe = BoostedTrees()
        recipe.seed = seed
        recipe.rounds = 16
        recipe.learningRate = 0.3
        recipe.numLeaves = 12
        recipe.minDataInLeaf = 20
        recipe.lambdaL2 = 5
        recipe.featureFraction = 0.7
        return recipe
    }

    /// Texts are left out: their n-grams would take longer than all else here, in training and for each case.
    private static var features: FeatureOptions {
        var options = FeatureOptions()
        options.maxTextFeatures = 0
        return options
    }
}
