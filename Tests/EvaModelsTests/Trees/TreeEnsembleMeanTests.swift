import EvaModels
import EvaNumerics
import Testing

@Suite("Mean of trees") struct TreeEnsembleMeanTests {
    private let pool = WorkerPool(threads: 1)
    private let sample = TreeSample.make(rows: 400, seed: 5)

    /// Trees that differ in seed, shape, base and the number of columns that they know.
    private func members() throws -> [TreeEnsemble] {
        try [(seed: 1, leaves: 12, columns: 6), (2, 4, 5), (3, 20, 6)]
            .map { seed, leaves, columns in
                var recipe = BoostedTrees.small
                recipe.seed = UInt64(seed)
                recipe.numLeaves = leaves
                recipe.featureFraction = 0.7
                let features = sample.features.selecting(rows: 0..<400, columns: columns)
                let mapper = try BinMapper.fit(features, maxBin: 63, pool: pool)
                return
                    try recipe.fit(
                        BinnedMatrix(features, mapper: mapper, pool: pool),
                        labels: sample.labels,
                        initialScore: 0.1 * Double(seed),
                        pool: pool
                    )
                    .model
            }
    }

    @Test("its score is the mean of the members' scores, in a batch and alone")
    func score() throws {
        let members = try members()
        let mean = TreeEnsemble.mean(of: members)
        #expect(mean.rounds == members.reduce(0) { $0 + $1.rounds })
        #expect(mean.featureCount == 6)
        let scores = mean.scores(sample.features, pool: pool)
        let parts = members.map {
            $0.scores(sample.features.selecting(rows: 0..<400, columns: $0.featureCount), pool: pool)
        }
        for row in 0..<400 {
            #expect(abs(scores[row] - parts.reduce(0) { $0 + $1[row] } / 3) < 1e-12)
            #expect(mean.score(row: sample.features.row(row)).bitPattern == scores[row].bitPattern)
        }
    }

    @Test("its contributions are the means of the members' and add up to the score")
    func contributions() throws {
        let members = try members()
        let mean = TreeEnsemble.mean(of: members)
        for row in stride(from: 0, to: 400, by: 40) {
            let values = sample.features.row(row)
            let found = mean.contributions(row: values)
            #expect(abs(found.values.reduce(found.base, +) - mean.score(row: values)) < 1e-9)
            let parts = members.map { $0.contributions(row: Array(values.prefix($0.featureCount))) }
            #expect(abs(found.base - parts.reduce(0) { $0 + $1.base } / 3) < 1e-9)
            for column in 0..<6 {
                let sum = parts.reduce(0) { $0 + (column < $1.values.count ? $1.values[column] : 0) }
                #expect(abs(found.values[column] - sum / 3) < 1e-9)
            }
        }
    }

    @Test("it is written and read like any other, and of one it is that one")
    func bytes() throws {
        let members = try members()
        let mean = TreeEnsemble.mean(of: members)
        let read = try TreeEnsemble(bytes: mean.bytes)
        #expect(read == mean)
        #expect(read.scores(sample.features, pool: pool) == mean.scores(sample.features, pool: pool))
        #expect(TreeEnsemble.mean(of: [members[0]]) == members[0])
    }

    @Test("selected rows and columns are those of the whole")
    func selecting() {
        let part = sample.features.selecting(rows: 100..<130, columns: 5)
        #expect(part.rows == 30 && part.columns.count == 5)
        for row in 0..<30 {
            let whole = sample.features.row(100 + row).prefix(5)
            #expect(part.row(row).map(\.bitPattern) == whole.map(\.bitPattern))
        }
        #expect(sample.features.selecting(rows: 0..<400, columns: 6).columns.count == 6)
    }
}
