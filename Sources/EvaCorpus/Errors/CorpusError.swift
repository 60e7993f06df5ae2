/// What is wrong with a schema, a corpus or a case, where, and what would be right.
public struct CorpusError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    /// Kind of problem, for programs.
    public var code: Code
    /// What is wrong.
    public var message: String
    /// Where it is.
    public var place: Place
    /// What would be right.
    public var cure: String
    /// Path of the value within a JSON case, for example `$.claim_amount`.
    public var jsonPath: String?

    /// Creates an error.
    public init(_ code: Code, _ message: String, at place: Place, cure: String, jsonPath: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.cure = cure
        self.jsonPath = jsonPath
    }

    /// `FILE:LINE:COLUMN: what is wrong; what would be right`.
    public var description: String {
        "\(place): \(message); \(cure)"
    }
}

extension CorpusError {
    /// Kinds of problems.
    public enum Code: String, Sendable, Codable, CaseIterable {
        /// The file cannot be opened, read or written.
        case file
        /// A compressed file is damaged.
        case compression
        /// Not UTF-8.
        case encoding
        /// The schema is not YAML.
        case schemaSyntax = "schema_syntax"
        /// A key of the schema is unknown, missing or given twice.
        case schemaKey = "schema_key"
        /// A value of the schema is not of its kind.
        case schemaValue = "schema_value"
        /// Two roles of the schema contradict each other.
        case schemaRole = "schema_role"
        /// A column that the schema does not name.
        case unknownColumn = "unknown_column"
        /// A required column is missing.
        case missingColumn = "missing_column"
        /// A column is there twice.
        case duplicateColumn = "duplicate_column"
        /// A row has too few or too many cells.
        case columnCount = "column_count"
        /// A quotation mark out of place.
        case quote
        /// A carriage return or NUL byte out of place.
        case control
        /// A record is larger than the reader takes.
        case recordSize = "record_size"
        /// Not a number.
        case number
        /// Not a date.
        case date
        /// Not a truth value.
        case flag
        /// The label is missing or unknown.
        case label
        /// The time is missing.
        case time
        /// The identifier is missing.
        case id
        /// The identifier was there before.
        case duplicateID = "duplicate_id"
        /// Not JSON.
        case json
        /// A JSON value of a kind that the field cannot hold.
        case jsonValue = "json_value"
        /// More rows rejected than allowed.
        case tooManyRejects = "too_many_rejects"
        /// More rows or members than a table can hold.
        case tableSize = "table_size"
    }
}
