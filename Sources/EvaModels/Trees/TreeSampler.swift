import EvaNumerics

/// Draws the rows and features of each tree.
///
/// **Determinism**: a row is drawn by a hash of seed, draw and row, so that it depends on nothing else.
final class TreeSampler {
    let inBag: RowPartition
    /// The rows that were not drawn; `nil` without sampling.
    let outOfBag: RowPartition?
    /// Whether the rows that were not drawn have a say in the leaf values.
    let valuesAreOfAll: Bool
    private let recipe: BoostedTrees
    private let share: Double
    /// Rounds that a draw serves.
    private let freq: Int
    private let usable: [Int]
    private let featureCount: Int

    init(recipe: BoostedTrees, _ matrix: BinnedMatrix) {
        self.recipe = recipe
        let bags = recipe.baggingFreq > 0 && recipe.baggingFraction < 1
        let most = matrix.mapper.hasCategories ? matrix.rows : recipe.splitRows
        share = bags ? recipe.baggingFraction : min(1, Double(most) / Double(max(1, matrix.rows)))
        freq = bags ? recipe.baggingFreq : 1
        valuesAreOfAll = !bags
        inBag = RowPartition(matrix)
        outOfBag = share < 1 ? RowPartition(matrix) : nil
        featureCount = matrix.mapper.featureCount
        usable = matrix.mapper.features.indices.filter { matrix.mapper.features[$0].lanes > 0 }
    }

    /// Puts the rows of a round into one leaf.
    func reset(round: Int, pool: WorkerPool) {
        guard let outOfBag else { return inBag.reset(pool: pool) }
        let drawn = round - round % freq
        let seed = SeededHash.value(seed: recipe.seed, UInt64(drawn) << 1)
        inBag.reset(share: share, seed: seed, others: outOfBag, pool: pool)
    }

    var allFeatures: [Bool] { [Bool](repeating: true, count: featureCount) }

    /// Which features a round may use.
    func features(round: Int) -> [Bool] {
        guard recipe.featureFraction < 1 else { return allFeatures }
        let seed = SeededHash.value(seed: recipe.seed, UInt64(round) << 1 | 1)
        let count = max(1, Int((Double(usable.count) * recipe.featureFraction).rounded()))
        let keys = usable.map { (key: SeededHash.value(seed: seed, UInt64($0)), feature: $0) }
        var isUsed = [Bool](repeating: false, count: featureCount)
        for entry in keys.sorted(by: { $0 < $1 }).prefix(count) { isUsed[entry.feature] = true }
        return isUsed
    }
}
