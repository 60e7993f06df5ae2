/// Why scored cases cannot be judged.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Kind of the error, stable for machines.
    public enum Code: String, Sendable {
        case noCases = "no_cases"
        case unequalCounts = "unequal_counts"
        case invalidLabel = "invalid_label"
        case invalidProbability = "invalid_probability"
        case invalidTruth = "invalid_truth"
        case invalidAmount = "invalid_amount"
        case invalidCost = "invalid_cost"
    }

    /// Kind of the error.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// Array, and position in it where there is one: `labels[3]`.
    public let place: String
    /// What would be right.
    public let cure: String

    /// Creates an error.
    public init(_ code: Code, _ message: String, place: String, cure: String) {
        self.code = code
        self.message = message
        self.place = place
        self.cure = cure
    }

    /// Place, message and cure in one line.
    public var description: String { "\(place): \(message); \(cure)" }
}
