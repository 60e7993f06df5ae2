public import EvaCorpus

/// What is wrong with a file that people decide by, where, and what would be right.
public struct DecisionsError: Error, Sendable, Equatable, CustomStringConvertible {
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
        /// A field that the schema does not have, or that cases cannot be told apart by.
        case field
        /// A budget looser than that of the cases around it.
        case budget
        /// The bundle has no record of forward scores, or not of the fields that a policy names.
        case record
    }
}

extension DecisionsError: YAMLFailure {
    package init(yaml fault: YAMLFault, _ message: String, at place: Place, cure: String) {
        let code: Code =
            switch fault {
            case .file: .file
            case .encoding, .syntax: .syntax
            case .key: .key
            case .value: .value
            }
        self.init(code, message, at: place, cure: cure)
    }
}
