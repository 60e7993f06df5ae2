import EvaCorpus
import EvaFeatures
import EvaNumerics

/// All that learners need of the cases they learn from.
struct TrainingFeatures: Sendable {
    /// Rows recent enough to count.
    let rows: Range<Int>
    let labels: [Int8]
    /// Recency weights of the rows, 1 for the newest.
    let weights: [Float]
    /// Share of pay over time.
    let prevalence: Prevalence
    let featurizer: Featurizer
    let features: FeatureSet

    /// Fits features on those of `past` that are recent enough to count.
    init(
        _ table: CaseTable,
        past: Range<Int>,
        recency: Recency,
        options: FeatureOptions,
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
            pool: pool
        )
    }
}

/// Features of the cases before a block, and of the block by what was fitted on those.
struct Fold: Sendable {
    let training: TrainingFeatures
    let block: Range<Int>
    let labels: [Int8]
    let features: FeatureSet

    init(
        _ table: CaseTable,
        from first: Int,
        block: Range<Int>,
        recency: Recency,
        options: FeatureOptions,
        pool: WorkerPool
    ) throws {
        training = try TrainingFeatures(
            table,
            past: first..<block.lowerBound,
            recency: recency,
            options: options,
            pool: pool
        )
        self.block = block
        labels = Array(table.labels[block])
        features = try training.featurizer.transform(table, rows: block, pool: pool)
    }
}
