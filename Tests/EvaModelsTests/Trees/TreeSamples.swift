import EvaModels
import EvaNumerics
import Foundation
import Testing

/// Made-up training data, the same on every machine.
struct TreeSample {
    var features: TreeFeatures
    var labels: [Int8]

    /// Numeric columns with missing values, and categorical columns of 3 and of `categories` codes.
    static func make(rows: Int, seed: UInt64, numeric: Int = 4, categories: Int = 40) -> TreeSample {
        var random = RandomGenerator(seed: seed)
        var columns = [[Float]](repeating: [], count: numeric)
        var few: [Int32] = []
        var many: [Int32] = []
        var labels: [Int8] = []
        for _ in 0..<rows {
            var score = 0.0
            for column in 0..<numeric {
                let value = random.uniform() * 2 - 1 + random.uniform() - 0.5
                columns[column].append(random.uniform() < 0.1 ? .nan : Float(value))
                score += column % 2 == 0 ? 2 * value : value * value
            }
            few.append(Int32(random.below(4)) - 1)
            many.append(Int32(random.below(categories)))
            score += Double((many[many.count - 1] &* 7) % 5) - 2 + Double(few[few.count - 1])
            labels.append(random.uniform() < StableMath.sigmoid(score) ? 1 : 0)
        }
        let features = TreeFeatures(
            rows: rows,
            columns: columns.map { .numeric($0) } + [
                .categorical(codes: few, cardinality: 3), .categorical(codes: many, cardinality: categories),
            ]
        )
        return TreeSample(features: features, labels: labels)
    }

    func binned(maxBin: Int = 255, pool: WorkerPool = WorkerPool(threads: 1)) throws -> BinnedMatrix {
        let mapper = try BinMapper.fit(features, maxBin: maxBin, pool: pool)
        return BinnedMatrix(features, mapper: mapper, pool: pool)
    }
}

extension BoostedTrees {
    /// The recipe for little data.
    static var small: BoostedTrees {
        var recipe = BoostedTrees()
        recipe.rounds = 8
        recipe.numLeaves = 12
        recipe.minDataInLeaf = 5
        recipe.minDataPerGroup = 10
        recipe.catSmooth = 2
        return recipe
    }
}

extension TreeEnsemble {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        encode(to: &writer)
        return writer.bytes
    }

    init(bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        try self.init(from: &reader)
        try reader.finish()
    }
}
