public import EvaCorpus

/// The smallest change of fields that can be acted on that would move the suggestion.
public struct WhatWouldChangeIt: Sendable, Equatable {
    /// What would then be suggested.
    public var suggestion: Answer
    /// Calibrated probability of pay after the change.
    public var probability: Double
    /// The fields to change, evidence first.
    public var changes: [Step]
    /// Sentence for people.
    public var text: Titles

    /// A field's change.
    public struct Step: Sendable, Equatable {
        /// Name of the field.
        public var field: String
        /// Value now; `nil` when missing.
        public var from: String?
        /// Value after the change.
        public var to: String
        /// Members that a set gains; empty for other fields.
        public var added: [String]

        /// Creates a step.
        package init(field: String, from: String?, to: String, added: [String] = []) {
            self.field = field
            self.from = from
            self.to = to
            self.added = added
        }
    }

    /// Creates the change.
    package init(suggestion: Answer, probability: Double, changes: [Step], text: Titles) {
        self.suggestion = suggestion
        self.probability = probability
        self.changes = changes
        self.text = text
    }
}
