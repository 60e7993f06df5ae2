/// Settings or training data that a learner cannot use, or model bytes that are damaged.
public struct ModelError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is; stable, for machines.
    public enum Code: String, Sendable, Equatable, Codable {
        /// An option is outside its range.
        case badSetting
        /// There is no row, or no row with a weight above zero.
        case emptyTraining
        /// All labels are the same.
        case oneClass
        /// A weight is negative, infinite, not a number, or 0 where each row must count.
        case badWeights
        /// A feature or score is not a finite number, or a label is neither 0 nor 1.
        case badValue
        /// Counts of rows or columns do not fit together.
        case badShape
        /// The bytes of a model do not say what they should.
        case damaged
    }

    /// The kind of failure.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// What would be right.
    public let cure: String

    /// Creates an error.
    public init(code: Code, message: String, cure: String) {
        self.code = code
        self.message = message
        self.cure = cure
    }

    /// Message and cure in one line.
    public var description: String { "\(message); \(cure)" }
}
