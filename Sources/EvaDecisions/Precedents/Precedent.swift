/// An earlier labelled case alike in the model's eyes.
public struct Precedent: Sendable, Equatable {
    /// Identifier of the earlier case.
    public var id: String
    /// Its time.
    public var time: String
    /// Its label: pay or deny.
    public var label: Answer
    /// Similarity in the model's eyes, 0 to 1; 1 for a case that the model cannot tell apart.
    public var similarity: Double
    /// Fields in which the two differ, those that the model minds most first.
    public var differences: [Difference]

    /// Creates a precedent.
    package init(id: String, time: String, label: Answer, similarity: Double, differences: [Difference]) {
        self.id = id
        self.time = time
        self.label = label
        self.similarity = similarity
        self.differences = differences
    }

    /// A field in which a precedent differs from the case.
    public struct Difference: Sendable, Equatable {
        /// Name of the field.
        public var field: String
        /// Value in this case; `nil` when missing.
        public var here: String?
        /// Value in the precedent; `nil` when missing.
        public var there: String?

        /// Creates a difference.
        package init(field: String, here: String?, there: String?) {
            self.field = field
            self.here = here
            self.there = there
        }
    }
}
