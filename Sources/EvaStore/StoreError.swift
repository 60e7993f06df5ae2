/// Why the store cannot do what it was asked for, where, and what would be right.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Kind of the error, stable for machines.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no such file, case, user or other thing.
        case notFound = "not_found"
        /// The file is no database of Eva.
        case notAStore = "not_a_store"
        /// A newer Eva has written the database.
        case newerDatabase = "newer_database"
        /// Another process has the database open.
        case inUse = "in_use"
        /// The database cannot be written to.
        case readOnly = "read_only"
        /// The disk, or the quota, is full.
        case diskFull = "disk_full"
        /// The database is damaged.
        case corrupt
        /// Another process kept the database locked for too long.
        case busy
        /// Too much is waiting.
        case overloaded
        /// The system could not read or write.
        case fileSystem = "file_system"
        /// A value that cannot be.
        case invalid
        /// A thing of that name is there already.
        case alreadyExists = "already_exists"
        /// The case is not in a state in which this can be done.
        case wrongState = "wrong_state"
        /// Somebody else holds the case.
        case held
        /// A decision differs from the suggestion and gives no reason.
        case reasonRequired = "reason_required"
        /// The idempotency key came with another request before.
        case keyReused = "key_reused"
        /// Name or password is wrong, or the user is disabled.
        case badCredentials = "bad_credentials"
        /// Too many failed attempts.
        case throttled
        /// Whoever asked may not do this.
        case forbidden
        /// The audit chain, or a record that it vouches for, was changed.
        case altered
        /// Any other error of the database.
        case database
    }

    /// Kind of the error.
    public let code: Code
    /// What is wrong.
    public let message: String
    /// Path of the file, JSON path of the value, or name of the thing.
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
