public import EvaCorpus

/// What is wrong with a catalogue of standards, where, and what would be right.
public struct StandardsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Kind of problem, for programs.
    public var code: Code
    /// What is wrong.
    public var message: String
    /// Where it is.
    public var place: Place
    /// What would be right.
    public var cure: String

    /// Creates an error.
    public init(_ code: Code, _ message: String, at place: Place, cure: String) {
        self.code = code
        self.message = message
        self.place = place
        self.cure = cure
    }

    /// `FILE:LINE:COLUMN: what is wrong; what would be right`.
    public var description: String {
        "\(place): \(message); \(cure)"
    }

    /// Kinds of problems.
    public enum Code: String, Sendable, Codable, CaseIterable {
        /// The file cannot be read.
        case file
        /// Not YAML, or nested too deeply.
        case syntax
        /// A key is unknown, missing or given twice.
        case key
        /// A value is not of its kind.
        case value
        /// A field that the schema does not have.
        case field
        /// An operator that the field's type does not have.
        case `operator`
    }
}
