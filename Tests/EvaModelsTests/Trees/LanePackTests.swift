import EvaModels
import EvaNumerics
import Testing

@Suite struct LanePackTests {
    @Test(
        "A histogram of shared bytes unpacks to the histogram of each feature",
        arguments: [[3, 3, 3, 3, 3], [128, 2], [85, 3], [2, 5, 25], [7]]
    )
    func unpack(states: [Int]) {
        var random = RandomGenerator(seed: 3)
        var bytes = [Int64](repeating: 0, count: 256)
        var expected = states.map { [Int64](repeating: 0, count: $0) }
        for _ in 0..<500 {
            let bins = states.map { random.below($0) }
            let cell = Int64(random.below(2_000) - 1_000) << 32 + Int64(random.below(500))
            var byte = 0
            for (bin, count) in zip(bins, states).reversed() { byte = byte * count + bin }
            bytes[byte] &+= cell
            for (feature, bin) in bins.enumerated() { expected[feature][bin] &+= cell }
        }
        let target = Buffer<Int64>(repeating: -1, LanePack.mostCells)
        let sums = Buffer<Int64>(repeating: -1, LanePack.mostCells)
        LanePack(states: states).unpack(bytes, to: target.base, sums: sums.base)
        #expect(Array(target.elements.prefix(states.reduce(0, +))) == expected.flatMap { $0 })
    }

    @Test("Columns that share bytes are split as each would be alone")
    func splits() throws {
        // One round of one split each: the best column must win with the gain that it has among wide columns too.
        let rows = 400
        var random = RandomGenerator(seed: 9)
        let flags = (0..<12).map { _ in (0..<rows).map { _ in Float(random.below(4) / 3) } }
        let wide = (0..<rows).map { _ in Float(random.uniform()) }
        let pool = WorkerPool(threads: 1)
        for chosen in 0..<12 {
            let labels = (0..<rows).map { Int8(random.uniform() < (flags[chosen][$0] == 1 ? 0.9 : 0.3) ? 1 : 0) }
            let features = TreeFeatures(rows: rows, columns: (flags + [wide]).map { .numeric($0) })
            var recipe = BoostedTrees.small
            recipe.rounds = 1
            recipe.numLeaves = 2
            let model =
                try recipe.fit(TreeSample(features: features, labels: labels).binned(), labels: labels, pool: pool)
                .model
            var values = [Float](repeating: 0, count: 13)
            let low = model.leaves(row: values)
            values[chosen] = 1
            #expect(model.leaves(row: values) != low, "column \(chosen)")
            let right = flags[chosen].filter { $0 == 1 }.count
            #expect(model.leafCovers.sorted() == [Double(right), Double(rows - right)].sorted())
        }
    }
}
