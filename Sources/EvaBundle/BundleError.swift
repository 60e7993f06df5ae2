/// Why a bundle or a model repository cannot be read or written.
public struct BundleError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Kind of the error, stable for machines.
    public enum Code: String, Sendable {
        case notFound = "not_found"
        case alreadyExists = "already_exists"
        case notABundle = "not_a_bundle"
        case newerFormat = "newer_format"
        case alteredManifest = "altered_manifest"
        case invalidManifest = "invalid_manifest"
        case missingPart = "missing_part"
        case alteredPart = "altered_part"
        case unknownPart = "unknown_part"
        case newerPart = "newer_part"
        case invalidPart = "invalid_part"
        case unexpectedFile = "unexpected_file"
        case notARegularFile = "not_a_regular_file"
        case changedMeanwhile = "changed_meanwhile"
        case invalidName = "invalid_name"
        case noChampion = "no_champion"
        case invalidChampion = "invalid_champion"
        case noEarlierChampion = "no_earlier_champion"
        case fileSystem = "file_system"
    }

    /// Kind of the error.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// Path of the file or folder, and `:BYTE` behind it where one byte can be blamed.
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
