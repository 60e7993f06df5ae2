/// Boosted trees, with raw thresholds and category sets: needs no bins to score.
///
/// **Missing and edge values**: a missing number goes the way that training found better; where the split saw none, the
/// way of most rows. A category that is missing, unseen in training or too rare there goes right.
public struct TreeEnsemble: Sendable, Equatable {
    /// Number of trees.
    public var rounds: Int { trees.count }
    /// Number of features.
    public let featureCount: Int
    /// Score before any tree: log-odds of the base rate.
    public let base: Double
    /// Weight of the training rows in each leaf, tree after tree.
    public internal(set) var leafCovers: [Double]
    /// Value of each leaf, tree after tree.
    var leafValues: [Double]
    var trees: [Tree]
    var nodes: [Node]
    /// Sets of codes that go left, 64 to a word.
    var categoryWords: [UInt64]
    private(set) var tables = ScoringTables()

    /// Where the parts of a tree lie.
    struct Tree: Sendable, Equatable {
        var firstNode: Int
        var firstLeaf: Int
        var leaves: Int

        /// Number of splits.
        var splits: Int { leaves - 1 }
    }

    /// A split.
    struct Node: Sendable, Equatable {
        var feature: Int32
        /// Numbers up to this go left.
        var threshold: Float
        /// A node of the tree, or -1 − leaf.
        var left: Int32
        var right: Int32
        /// First word of the set of categories that go left.
        var firstWord: Int32
        /// Number of words; 0 for a number.
        var words: Int32
        var missingGoesLeft: Bool
    }

    init(featureCount: Int, base: Double) {
        self.featureCount = featureCount
        self.base = base
        leafCovers = []
        leafValues = []
        trees = []
        nodes = []
        categoryWords = []
    }

    /// Adds a grown tree.
    mutating func append(_ tree: GrownTree, values: [Double], covers: [Double], mapper: BinMapper) {
        tables = ScoringTables()
        trees.append(Tree(firstNode: nodes.count, firstLeaf: leafValues.count, leaves: values.count))
        leafValues += values
        leafCovers += covers
        for node in tree.nodes {
            var made = Node(
                feature: Int32(node.split.feature),
                threshold: 0,
                left: node.left,
                right: node.right,
                firstWord: Int32(categoryWords.count),
                words: 0,
                missingGoesLeft: node.missingGoesLeft
            )
            switch mapper.features[node.split.feature].kind {
            case .numeric(let bounds, _):
                made.threshold = node.split.bin < bounds.count ? bounds[node.split.bin] : .infinity
            case .categorical(_, let codeOfBin):
                let codes = node.split.categories.map { Int(codeOfBin[$0]) }
                var set = [UInt64](repeating: 0, count: (codes.max() ?? 0) / 64 + 1)
                for code in codes { set[code / 64] |= 1 << UInt64(code % 64) }
                categoryWords += set
                made.words = Int32(set.count)
            }
            nodes.append(made)
        }
    }

    /// The first trees only.
    public func truncated(to rounds: Int) -> TreeEnsemble {
        guard rounds < trees.count else { return self }
        var short = self
        short.tables = ScoringTables()
        let end = trees[max(0, rounds)]
        short.trees.removeLast(trees.count - max(0, rounds))
        short.nodes.removeLast(nodes.count - end.firstNode)
        short.leafValues.removeLast(leafValues.count - end.firstLeaf)
        short.leafCovers.removeLast(leafCovers.count - end.firstLeaf)
        let words = short.nodes.map { Int($0.firstWord + $0.words) }.max() ?? 0
        short.categoryWords.removeLast(categoryWords.count - words)
        return short
    }
}
