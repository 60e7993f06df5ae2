extension TreeEnsemble {
    /// The ensemble whose score is the mean of the members' scores: all their trees, each with its share of its values.
    ///
    /// **Shapes**: at least one member; one that knows fewer features than another knows the other's first.
    public static func mean(of members: [TreeEnsemble]) -> TreeEnsemble {
        precondition(!members.isEmpty, "the mean of nothing")
        if members.count == 1 { return members[0] }
        let share = 1 / Double(members.count)
        var mean = TreeEnsemble(
            featureCount: members.map(\.featureCount).max() ?? 0,
            base: members.reduce(0) { $0 + $1.base * share }
        )
        for member in members { mean.append(member, share: share) }
        return mean
    }

    private mutating func append(_ member: TreeEnsemble, share: Double) {
        let (node, leaf, word) = (nodes.count, leafValues.count, Int32(categoryWords.count))
        trees += member.trees.map {
            Tree(firstNode: $0.firstNode + node, firstLeaf: $0.firstLeaf + leaf, leaves: $0.leaves)
        }
        nodes += member.nodes.map {
            var moved = $0
            moved.firstWord += word
            return moved
        }
        leafValues += member.leafValues.map { $0 * share }
        leafCovers += member.leafCovers
        categoryWords += member.categoryWords
    }
}
