import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// Features of the cases before a block, and of the block by what was fitted on those.
struct FoldFeatures: Sendable {
    /// Rows learned from: recent enough to count, before the block.
    let rows: Range<Int>
    /// The block.
    let block: Range<Int>
    let featurizer: Featurizer
    let training: FeatureSet
    let validation: FeatureSet
    /// Recency weights of `rows`.
    let weights: [Float]
    let labels: [Int8]
    let blockLabels: [Int8]

    init(
        _ table: CaseTable,
        from first: Int,
        block: Range<Int>,
        recency: Recency,
        options: FeatureOptions,
        pool: WorkerPool
    ) throws {
        let past = first..<block.lowerBound
        rows = recency.start(table.times, rows: past)..<block.lowerBound
        weights = recency.weights(table.times, rows: rows)
        (featurizer, training) = try Featurizer.fit(table, rows: rows, weights: weights, options: options, pool: pool)
        validation = try featurizer.transform(table, rows: block, pool: pool)
        self.block = block
        labels = Array(table.labels[rows])
        blockLabels = Array(table.labels[block])
    }
}
