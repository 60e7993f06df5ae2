/// Why the server cannot start or go on, where, and what would be right.
public struct ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Setting or file.
    public let place: String
    /// What would be right.
    public let cure: String

    /// Creates an error.
    public init(_ message: String, place: String, cure: String) {
        self.message = message
        self.place = place
        self.cure = cure
    }

    /// Place, message and cure in one line.
    public var description: String { "\(place): \(message); \(cure)" }
}
