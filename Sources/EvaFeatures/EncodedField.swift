package import EvaModels
package import EvaNumerics

/// The features that one field gives for a range of rows, in the forms that the two learners want.
package struct EncodedField: Sendable {
    /// Columns for the trees.
    package var trees: [TreeFeatures.Column] = []
    /// Columns for the linear model that nearly every row fills, scaled to about [−5, 5].
    package var dense: [[Double]] = []
    /// Columns for the linear model that few rows fill; `rows × n`, possibly 0 columns.
    package var sparse: SparseMatrix

    package init(sparseColumns: Int) {
        sparse = SparseMatrix(columns: sparseColumns)
    }
}

/// What a fitted encoder gives, by name; parallel to `EncodedField`.
package struct FeatureNames: Sendable, Equatable {
    /// Names of the trees' columns, with the direction that the schema demands (+1, −1 or 0).
    package var trees: [(name: String, monotone: Int8)] = []
    /// Names of the dense columns, likewise.
    package var dense: [(name: String, monotone: Int8)] = []
    /// Number of sparse columns and the direction of each; n-grams are too many to name.
    package var sparse: [Int8] = []

    package init() {}

    package static func == (left: FeatureNames, right: FeatureNames) -> Bool {
        left.trees.elementsEqual(right.trees, by: ==) && left.dense.elementsEqual(right.dense, by: ==)
            && left.sparse == right.sparse
    }
}
