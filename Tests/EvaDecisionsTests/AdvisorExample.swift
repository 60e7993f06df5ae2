import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaTestSupport

/// Advisors whose score is a fitted logistic regression's, shifted.
enum AdvisorExample {
    static let identity = ModelIdentity(name: "claims", version: "3", hash: "abc")

    /// The corpus of claims and an advisor fitted on it, for suites to share.
    static let claims = Result {
        let table = try Claims.table(rows: 160)
        return (table: table, advisor: try advisor(table: table))
    }

    static func advisor(offset: Double = 0, table: CaseTable) throws -> Advisor {
        let pool = WorkerPool(threads: 1)
        var options = FeatureOptions()
        options.minCount = 5
        options.trend = true
        let weights = [Float](repeating: 1, count: table.rowCount)
        let (featurizer, features) = try Featurizer.fit(
            table,
            rows: 0..<table.rowCount,
            weights: weights,
            offsets: [Double](repeating: 0, count: table.rowCount),
            options: options,
            pool: pool
        )
        let logistic = try LogisticRegression(penalty: 0.01)
            .fit(features.linear, labels: table.labels, weights: weights, pool: pool).model
        let model = ClaimModel(
            featurizer: featurizer,
            trees: nil,
            linear: LinearPart(model: logistic, training: features.linear, layout: featurizer.layout),
            blend: Blend(treesWeight: 0, linearWeight: 1, offset: offset),
            calibrator: .identity
        )
        return Advisor(bundle: ModelBundle(schema: table.schema, model: model, info: .example), identity: identity)
    }
}
