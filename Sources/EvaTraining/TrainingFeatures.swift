package import EvaCorpus
package import EvaFeatures
package import EvaNumerics

/// All that learners need of the cases they learn from.
package struct TrainingFeatures: Sendable {
    /// Rows recent enough to count.
    package let rows: Range<Int>
    package let labels: [Int8]
    /// Recency weights of the rows, 1 for the newest.
    package let weights: [Float]
    /// Share of pay over time.
    package let prevalence: Prevalence
    package let featurizer: Featurizer
    package let features: FeatureSet

    /// Fits features, those of the linear model only where it is wanted, on those of `past` that are recent enough to count.
    package init(
        _ table: CaseTable,
        past: Range<Int>,
        recency: Recency,
        options: FeatureOptions,
        hasLinear: Bool = true,
        pool: WorkerPool
    ) throws {
        rows = recency.start(table.times, rows: past)..<past.upperBound
        labels = Array(table.labels[rows])
        weights = recency.weights(table.times, rows: rows)
        prevalence = Prevalence(labels: labels, times: table.times[rows])
        (featurizer, features) = try Featurizer.fit(
            table,
            rows: rows,
            weights: weights,
            offsets: prevalence.offsets,
            options: options,
            hasLinear: hasLinear,
            pool: pool
        )
    }
}

/// Features of the cases before a moment, and of later ones by what was fitted on those.
package struct Fold: Sendable {
    package let training: TrainingFeatures
    /// Rows to judge on.
    package let later: Range<Int>
    package let labels: [Int8]
    package let features: FeatureSet

    package init(
        _ table: CaseTable,
        from first: Int,
        later: Range<Int>,
        recency: Recency,
        options: FeatureOptions,
        hasLinear: Bool = true,
        pool: WorkerPool
    ) throws {
        training = try TrainingFeatures(
            table,
            past: first..<later.lowerBound,
            recency: recency,
            options: options,
            hasLinear: hasLinear,
            pool: pool
        )
        self.later = later
        labels = Array(table.labels[later])
        features = try training.featurizer.transform(table, rows: later, hasLinear: hasLinear, pool: pool)
    }
}
