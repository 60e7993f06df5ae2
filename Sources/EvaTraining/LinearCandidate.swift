import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics

/// A complete way to fit a logistic regression on given features.
struct LinearCandidate: Sendable, Equatable {
    var recency = Recency()
    var recipe: LogisticRegression

    /// Fits on given features; coefficients never go against a direction that the schema demands.
    ///
    /// Where the optimum would, the columns that do are left out and the rest is fitted again, until none does.
    func fit(
        _ training: FeatureSet,
        labels: [Int8],
        weights: [Float],
        layout: FeatureLayout,
        warmStart: LogisticModel? = nil,
        pool: WorkerPool
    ) throws -> LogisticModel {
        var features = training.linear
        var model =
            try recipe.fit(
                features,
                labels: labels,
                weights: weights,
                warmStart: warmStart,
                pool: pool
            )
            .model
        while true {
            let dense = Self.against(model.dense, layout.denseMonotone)
            let sparse = Self.against(model.sparse, layout.sparseMonotone)
            guard !dense.isEmpty || !sparse.isEmpty else { return model }
            features = features.zeroing(dense: dense, sparse: sparse)
            model = try recipe.fit(features, labels: labels, weights: weights, pool: pool).model
        }
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
