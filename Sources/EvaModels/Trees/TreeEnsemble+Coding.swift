public import EvaNumerics

extension TreeEnsemble {
    private static let formatVersion: UInt16 = 1

    /// Writes the model.
    public func encode(to writer: inout ByteWriter) {
        writer.write(TreeEnsemble.formatVersion)
        writer.write(UInt32(featureCount))
        writer.write(base)
        writer.write(trees) { writer, tree in
            let leaves = tree.firstLeaf..<tree.firstLeaf + tree.leaves
            writer.write(Array(leaves)) { writer, leaf in
                writer.write(leafValues[leaf])
                writer.write(leafCovers[leaf])
            }
            for node in nodes[tree.firstNode..<tree.firstNode + tree.splits] {
                writer.write(node.feature)
                writer.write(node.left)
                writer.write(node.right)
                writer.write(node.missingGoesLeft)
                writer.write(UInt16(node.words))
                if node.words == 0 { writer.write(node.threshold) }
                for word in 0..<Int(node.words) { writer.write(categoryWords[Int(node.firstWord) + word]) }
            }
        }
    }

    /// Reads a model that `encode` wrote.
    ///
    /// **Throws**: `ByteError` for bytes that end early or are no trees: children that don't follow their parent, a node
    /// or leaf that hangs nowhere or twice, a feature that isn't there, values that aren't finite, too deep a tree.
    public init(from reader: inout ByteReader) throws {
        let version = try reader.read(UInt16.self)
        try TreeEnsemble.check(version == TreeEnsemble.formatVersion, reader, "trees of format \(version)")
        let features = try reader.read(UInt32.self)
        try TreeEnsemble.check(features <= 1_000_000, reader, "\(features) features")
        let base = try reader.read(Double.self)
        try TreeEnsemble.check(base.isFinite, reader, "base score \(base)")
        var model = TreeEnsemble(featureCount: Int(features), base: base)
        let trees = try reader.read(UInt32.self)
        // A tree takes at least the bytes of its one leaf.
        try TreeEnsemble.check(Int(trees) <= reader.remaining / 20, reader, "\(trees) trees announced")
        for _ in 0..<trees { try model.appendTree(from: &reader) }
        self = model
    }

    private mutating func appendTree(from reader: inout ByteReader) throws {
        let tree = Tree(firstNode: nodes.count, firstLeaf: leafValues.count, leaves: Int(try reader.read(UInt32.self)))
        let size = tree.leaves * 16 + tree.splits * 17
        try TreeEnsemble.check(tree.leaves >= 1 && size <= reader.remaining, reader, "\(tree.leaves) leaves announced")
        for _ in 0..<tree.leaves {
            let value = try reader.read(Double.self)
            let cover = try reader.read(Double.self)
            try TreeEnsemble.check(value.isFinite, reader, "leaf value \(value)")
            try TreeEnsemble.check(cover.isFinite && cover > 0, reader, "leaf weight \(cover)")
            leafValues.append(value)
            leafCovers.append(cover)
        }
        var depths = [Int](repeating: 0, count: tree.splits)
        var isLeafHung = [Bool](repeating: false, count: tree.leaves)
        for index in 0..<tree.splits {
            let node = try readNode(from: &reader)
            let depth = depths[index] + 1
            try TreeEnsemble.check(index == 0 || depth > 1, reader, "node \(index) hangs nowhere")
            try TreeEnsemble.check(depth <= BoostedTrees.deepest, reader, "tree deeper than \(BoostedTrees.deepest)")
            for child in [node.left, node.right] {
                if child >= 0 {
                    let isRight = Int(child) > index && Int(child) < tree.splits && depths[Int(child)] == 0
                    try TreeEnsemble.check(isRight, reader, "child \(child) of node \(index)")
                    depths[Int(child)] = depth
                } else {
                    let leaf = -1 - Int(child)
                    try TreeEnsemble.check(
                        leaf < tree.leaves && !isLeafHung[leaf],
                        reader,
                        "leaf \(leaf) of node \(index)"
                    )
                    isLeafHung[leaf] = true
                }
            }
            nodes.append(node)
        }
        trees.append(tree)
    }

    private mutating func readNode(from reader: inout ByteReader) throws -> Node {
        var node = Node(
            feature: try reader.read(),
            threshold: 0,
            left: try reader.read(),
            right: try reader.read(),
            firstWord: Int32(truncatingIfNeeded: categoryWords.count),
            words: 0,
            missingGoesLeft: try reader.read(Bool.self)
        )
        try TreeEnsemble.check(
            node.feature >= 0 && Int(node.feature) < featureCount,
            reader,
            "feature \(node.feature) of \(featureCount)"
        )
        node.words = Int32(try reader.read(UInt16.self))
        if node.words == 0 {
            node.threshold = try reader.read(Float.self)
            try TreeEnsemble.check(!node.threshold.isNaN, reader, "threshold is not a number")
        }
        try TreeEnsemble.check(categoryWords.count < Int(Int32.max) / 2, reader, "too many categories")
        for _ in 0..<node.words { categoryWords.append(try reader.read(UInt64.self)) }
        return node
    }

    private static func check(_ isRight: Bool, _ reader: ByteReader, _ message: @autoclosure () -> String) throws {
        guard isRight else { throw ByteError(offset: reader.offset, message: "damaged trees: \(message())") }
    }
}
