import EvaBundle
import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A complete way to fit a logistic regression on given features.
struct LinearCandidate: Sendable, Equatable {
    var recency = Recency()
    var recipe: LogisticRegression

    /// Fits with this candidate's own recency; coefficients never go against a direction that the schema demands.
    ///
    /// Where the optimum would, the columns that do are left out and the rest is fitted again, until none does. The
    /// model starts from where the share of pay stood last.
    func fit(
        _ training: TrainingFeatures,
        times: [CaseTime],
        warmStart: LogisticModel? = nil,
        pool: WorkerPool
    ) throws -> LogisticModel {
        let weights = recency.weights(times, rows: training.rows)
        let layout = training.featurizer.layout
        var features = training.features.linear
        var start = warmStart?.shifted(by: -training.prevalence.latest)
        while true {
            let model =
                try recipe.fit(
                    features,
                    labels: training.labels,
                    weights: weights,
                    offsets: training.prevalence.offsets,
                    warmStart: start,
                    pool: pool
                )
                .model
            let dense = Self.against(model.dense, layout.denseMonotone)
            let sparse = Self.against(model.sparse, layout.sparseMonotone)
            if dense.isEmpty && sparse.isEmpty { return model.shifted(by: training.prevalence.latest) }
            features = features.zeroing(dense: dense, sparse: sparse)
            start = nil
        }
    }

    /// Fits and keeps what explanations need.
    func part(_ training: TrainingFeatures, times: [CaseTime], pool: WorkerPool) throws -> LinearPart {
        LinearPart(
            model: try fit(training, times: times, pool: pool),
            training: training.features.linear,
            layout: training.featurizer.layout
        )
    }

    private static func against(_ coefficients: [Double], _ directions: [Int8]) -> Set<Int> {
        Set(coefficients.indices.filter { coefficients[$0] * Double(directions[$0]) < 0 })
    }
}

extension LinearFeatures {
    /// The features with some columns emptied, which get the coefficient 0.
    fileprivate func zeroing(dense emptied: Set<Int>, sparse dropped: Set<Int>) -> LinearFeatures {
        var dense = dense
        for row in 0..<dense.rows {
            for column in emptied { dense.values[row * dense.columns + column] = 0 }
        }
        guard !dropped.isEmpty else { return LinearFeatures(dense: dense, sparse: sparse) }
        var kept = SparseMatrix(columns: sparse.columns)
        for row in 0..<sparse.rows {
            for entry in sparse.offsets[row]..<sparse.offsets[row + 1]
            where !dropped.contains(Int(sparse.indices[entry])) {
                kept.append(column: Int(sparse.indices[entry]), value: sparse.values[entry])
            }
            kept.endRow()
        }
        return LinearFeatures(dense: dense, sparse: kept)
    }
}

extension LogisticModel {
    /// The model with another intercept.
    fileprivate func shifted(by logOdds: Double) -> LogisticModel {
        LogisticModel(intercept: intercept + logOdds, dense: dense, sparse: sparse)
    }
}
