/// The features of a case in the forms that the two learners want: memory that cases use one after the other.
public struct FeatureRow: Sendable {
    /// A value for each tree column, the code as the value of a categorical one; NaN is missing.
    public private(set) var trees: [Float] = []
    /// A value for each dense column.
    public private(set) var dense: [Double] = []
    /// Sparse columns with a value, ascending.
    public private(set) var indices: [Int32] = []
    /// Their values.
    public private(set) var values: [Double] = []
    /// Number of the leaf in each tree, from 0 in each: empty until the case is scored, and where nobody asks for them.
    package var leaves: [Int32] = []
    /// Whether scoring notes the leaves.
    package let keepsLeaves: Bool
    /// Whether each of the layout's fields has a value that no training case had; missing is not unseen.
    package private(set) var unseen: [Bool] = []
    private var isUnseen = false
    /// Members of the set that is being encoded.
    var members: [Int32] = []
    /// Memory for texts that are encoded.
    var text = TextMemory()
    private let hasLinear: Bool
    /// Sparse columns of the fields before.
    private var sparseStart = 0
    /// Where each field's features end.
    private var ends: [End] = []

    private struct End {
        var trees = 0
        var dense = 0
        var sparse = 0
    }

    /// Creates an empty row, which takes features of the linear model only where there is one.
    public init(hasLinear: Bool = true) {
        self.init(hasLinear: hasLinear, keepsLeaves: false)
    }

    /// The same; `keepsLeaves` for who asks for the leaves of a scored case.
    package init(hasLinear: Bool, keepsLeaves: Bool) {
        self.hasLinear = hasLinear
        self.keepsLeaves = keepsLeaves
    }

    mutating func clear() {
        trees.removeAll(keepingCapacity: true)
        dense.removeAll(keepingCapacity: true)
        clearSparse()
        sparseStart = 0
        ends.removeAll(keepingCapacity: true)
        unseen.removeAll(keepingCapacity: true)
        isUnseen = false
        leaves.removeAll(keepingCapacity: true)
    }

    /// Notes that the field that is being encoded has a value that no training case had.
    mutating func markUnseen() { isUnseen = true }

    mutating func clearSparse() {
        indices.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    mutating func appendTree(_ value: Float) {
        trees.append(value)
    }

    mutating func appendTrees(_ value: Float, count: Int) {
        trees.append(contentsOf: repeatElement(value, count: count))
    }

    /// Sets one of the tree columns appended last, counted from the end.
    mutating func setTree(fromEnd distance: Int, _ value: Float) {
        trees[trees.count - distance] = value
    }

    mutating func appendDense(_ value: Double) {
        if hasLinear { dense.append(value) }
    }

    /// Appends an entry in a column of the field; columns must come in ascending order.
    mutating func appendSparse(_ column: Int, _ value: Double) {
        guard hasLinear else { return }
        indices.append(Int32(truncatingIfNeeded: sparseStart + column))
        values.append(value)
    }

    /// Ends a field of so many sparse columns.
    mutating func endField(sparseColumns: Int) {
        sparseStart += sparseColumns
        ends.append(End(trees: trees.count, dense: dense.count, sparse: indices.count))
        unseen.append(isUnseen)
        isUnseen = false
    }

    /// Appends a whole field as it is in the row of another case.
    mutating func appendField(_ index: Int, of other: FeatureRow, sparseColumns: Int) {
        let (start, end) = (index > 0 ? other.ends[index - 1] : End(), other.ends[index])
        trees.append(contentsOf: other.trees[start.trees..<end.trees])
        dense.append(contentsOf: other.dense[start.dense..<end.dense])
        indices.append(contentsOf: other.indices[start.sparse..<end.sparse])
        values.append(contentsOf: other.values[start.sparse..<end.sparse])
        isUnseen = other.unseen[index]
        endField(sparseColumns: sparseColumns)
    }
}
