/// Which field each feature comes from, so that contributions of features fold back to fields.
public struct FeatureLayout: Sendable, Equatable {
    /// Names of the fields in the order of the schema; with a trend the time column's name comes last.
    public let fields: [String]
    /// Position in `fields` of each tree column.
    public let treeField: [Int]
    /// Position in `fields` of each dense column.
    public let denseField: [Int]
    /// Position in `fields` of each sparse column.
    public let sparseField: [Int]
    /// Name of each tree column.
    public let treeNames: [String]
    /// Direction of each tree column: +1, −1 or 0.
    public let treeMonotone: [Int8]
    /// Direction of each dense column.
    public let denseMonotone: [Int8]
    /// Direction of each sparse column.
    public let sparseMonotone: [Int8]

    init(_ parts: [(field: String, names: FeatureNames)]) {
        fields = parts.map(\.field)
        treeField = parts.enumerated().flatMap { index, part in part.names.trees.map { _ in index } }
        denseField = parts.enumerated().flatMap { index, part in part.names.dense.map { _ in index } }
        sparseField = parts.enumerated().flatMap { index, part in part.names.sparse.map { _ in index } }
        treeNames = parts.flatMap { $0.names.trees.map(\.name) }
        treeMonotone = parts.flatMap { $0.names.trees.map(\.monotone) }
        denseMonotone = parts.flatMap { $0.names.dense.map(\.monotone) }
        sparseMonotone = parts.flatMap(\.names.sparse)
    }
}
