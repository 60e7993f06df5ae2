import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite("What single features say")
struct PrunedTreesTests {
    private let sample = TreeSample.make(rows: 500, seed: 8)

    private func fit(leaves: Int) throws -> TreeEnsemble {
        var recipe = BoostedTrees.small
        recipe.numLeaves = leaves
        recipe.minDataInLeaf = 2
        return try recipe.fit(sample.binned(), labels: sample.labels, pool: WorkerPool(threads: 1)).model
    }

    @Test("Pruned trees give the contributions of their columns", arguments: [2, 12, 60])
    func contributions(leaves: Int) throws {
        let model = try fit(leaves: leaves)
        for columns in [[0], [1, 4], [5], [0, 1, 2, 3, 4, 5], [Int]()] {
            let pruned = model.pruned(to: Set(columns))
            #expect(pruned.splitCount <= model.splitCount)
            for row in 0..<40 {
                let values = sample.features.row(row)
                let (part, all) = (pruned.contributions(row: values).values, model.contributions(row: values).values)
                for column in columns {
                    #expect(abs(part[column] - all[column]) < 1e-12, "row \(row), column \(column) of \(columns)")
                }
            }
        }
    }

    @Test("Splits that have no say are cut off")
    func size() throws {
        let model = try fit(leaves: 12)
        let asked = (0..<6).map { model.pruned(to: [$0]).splitCount }
        #expect(asked.contains { $0 > 0 && $0 < model.splitCount })
        #expect(model.pruned(to: []).splitCount == 0)
        #expect(model.pruned(to: Set(0..<6)).splitCount == model.splitCount)
    }

    @Test("A main effect is the expected score with one feature known, less that with none", arguments: [2, 12, 60])
    func mainEffects(leaves: Int) throws {
        let model = try fit(leaves: leaves)
        let effects = MainEffects(model)
        let plain = try PlainTrees(model)
        var rows = (0..<40).map { sample.features.row($0) }
        rows += [Float.nan, -5, 5, 63, 64, 1000, -1].map { [Float](repeating: $0, count: 6) }
        for row in rows {
            let mean = plain.expectedScore(row) { _ in false }
            for feature in 0..<6 {
                let expected = plain.expectedScore(row) { $0 == feature } - mean
                #expect(abs(effects.effect(of: feature, row[feature]) - expected) < 1e-9, "\(feature): \(row[feature])")
            }
        }
    }
}
