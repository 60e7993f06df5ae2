import EvaBundle
import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaTestSupport

/// A small model of both learners, fitted without EvaTraining.
enum ModelExample {
    static let pool = WorkerPool(threads: 1)

    static func bundle() throws -> (bundle: ModelBundle, table: CaseTable) {
        let table = try Claims.table(rows: 160)
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
        var recipe = BoostedTrees()
        recipe.rounds = 8
        recipe.numLeaves = 4
        let mapper = try BinMapper.fit(features.trees, maxBin: recipe.maxBin, pool: pool)
        let trees =
            try recipe.fit(
                BinnedMatrix(features.trees, mapper: mapper, pool: pool),
                labels: table.labels,
                weights: weights,
                monotone: featurizer.layout.treeMonotone,
                initialScore: nil,
                offsets: nil,
                validation: nil,
                pool: pool
            )
            .model
        let logistic = try LogisticRegression(penalty: 0.01)
            .fit(features.linear, labels: table.labels, weights: weights, pool: pool).model
        let model = ClaimModel(
            featurizer: featurizer,
            trees: trees,
            linear: LinearPart(model: logistic, training: features.linear, layout: featurizer.layout),
            blend: Blend(treesWeight: 0.7, linearWeight: 0.3, offset: 0.1),
            calibrator: try Calibrator.fit(
                .platt,
                scores: trees.scores(features.trees, pool: pool),
                labels: table.labels
            )
        )
        return (ModelBundle(schema: table.schema, model: model, info: info), table)
    }

    static var info: BundleInfo {
        var info = BundleInfo.example
        info.learner = "blend"
        info.why = ["learner: blend"]
        info.training.until = "2024-04-01"
        info.settings.seed = .max
        info.settings.linearHalfLifeDays = [365]
        info.settings.trees = BoostedTrees()
        info.settings.treeMembers = [
            TreeMember(halfLifeDays: [nil, 730], trend: true, orderedStatistics: true, recipe: BoostedTrees()),
            TreeMember(halfLifeDays: [365], trend: false, orderedStatistics: false, recipe: BoostedTrees()),
        ]
        info.settings.logistic = LogisticRegression()
        info.settings.calibration = .platt
        return info
    }
}
