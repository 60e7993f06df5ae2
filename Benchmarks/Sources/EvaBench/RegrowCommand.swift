import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics
import Foundation

/// A bundle whose trees are so many of so many leaves: features and trees of the oldest 80 % of a corpus, a case of two
/// years before the newest of them counting half, calibrated on the next 10 %.
struct RegrowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "regrow")

    @Argument var bundle: String
    @Argument(help: "Labelled cases.") var corpus: String
    @Argument(help: "Model folder to write the bundle to.") var folder: String
    @Option var rounds = 200
    @Option var leaves = 31

    func run() throws {
        let old = try ModelBundle.load(bundle).bundle
        let table = try CaseTable.read(path: corpus, schema: old.schema).table
        let pool = WorkerPool(threads: 2)
        let (past, later) = (0..<table.rowCount * 8 / 10, table.rowCount * 8 / 10..<table.rowCount * 9 / 10)
        let labels = table.labels.map { Int8($0 == 1 ? 1 : 0) }
        let newest = table.times[past.upperBound - 1].day
        let weights = past.map { Float(exp2(Double(table.times[$0].day - newest) / 730)) }
        let (featurizer, training) = try Featurizer.fit(
            table,
            rows: past,
            weights: weights,
            offsets: [Double](repeating: 0, count: past.count),
            options: FeatureOptions(),
            hasLinear: false,
            pool: pool
        )
        var recipe = BoostedTrees()
        recipe.rounds = rounds
        recipe.numLeaves = leaves
        let mapper = try BinMapper.fit(training.trees, maxBin: recipe.maxBin, pool: pool)
        let binned = BinnedMatrix(training.trees, mapper: mapper, pool: pool)
        let trees = try recipe.fit(binned, labels: Array(labels[past]), weights: weights, pool: pool).model
        let features = try featurizer.transform(table, rows: later, hasLinear: false, pool: pool)
        let scores = trees.scores(features.trees, pool: pool)
        let model = ClaimModel(
            featurizer: featurizer,
            trees: trees,
            linear: nil,
            blend: Blend(treesWeight: 1, linearWeight: 0, offset: 0),
            calibrator: try Calibrator.fit(.platt, scores: scores, labels: Array(labels[later]))
        )
        _ = try ModelBundle(schema: old.schema, model: model, info: old.info).add(toModel: folder, promote: true)
    }
}
