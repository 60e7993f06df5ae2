/// How a store is opened and what its rules are.
public struct StoreOptions: Sendable {
    /// What opening a file may do.
    public enum Mode: Sendable {
        /// Make the database if there is none.
        case create
        /// Open a database that is there, and bring it up to date.
        case existing
        /// Only read; the database must be up to date.
        case readOnly
    }

    /// What opening may do.
    public var mode = Mode.existing
    /// Connections that read at the same time.
    public var readers = 4
    /// Seconds to wait for another process that writes.
    public var busySeconds = 10.0
    /// Writes that may wait; further ones are refused.
    public var maxWaiting = 10_000
    /// Share of decided cases with a suggestion that goes to blind re-review, 0 to 1.
    public var blindShare = 0.05
    /// Seconds for which a reviewer holds a case.
    public var leaseSeconds = 900.0
    /// Seconds after which a case in the queue comes before all that wait for less long.
    public var longestWaitSeconds = 86_400.0
    /// Seconds that a session lasts.
    public var sessionSeconds = 43_200.0
    /// Seconds without a request after which a session ends.
    public var idleSeconds = 7200.0
    /// Seconds for which the answer to an idempotency key is kept.
    public var idempotencySeconds = 86_400.0
    /// The clock.
    public var clock: @Sendable () -> StoreTime = { .now }

    /// The defaults.
    public init(mode: Mode = .existing) {
        self.mode = mode
    }

    /// **Throws** a `StoreError` for the first value out of its range.
    public func validate() throws(StoreError) {
        func demand(_ holds: Bool, _ name: String, _ range: String) throws(StoreError) {
            guard holds else {
                throw StoreError(.invalid, "\(name) is out of range", place: "options", cure: "use \(range)")
            }
        }
        try demand((1...64).contains(readers), "readers", "1 to 64")
        try demand((0...600).contains(busySeconds), "busySeconds", "0 to 600")
        try demand((1...1_000_000).contains(maxWaiting), "maxWaiting", "1 to 1000000")
        try demand((0...1).contains(blindShare), "blindShare", "a share from 0 to 1")
        try demand((1...86_400).contains(leaseSeconds), "leaseSeconds", "1 to 86400")
        try demand((1...31_536_000).contains(longestWaitSeconds), "longestWaitSeconds", "1 to 31536000")
        try demand((60...31_536_000).contains(sessionSeconds), "sessionSeconds", "60 to 31536000")
        try demand((60...31_536_000).contains(idleSeconds), "idleSeconds", "60 to 31536000")
        try demand((60...31_536_000).contains(idempotencySeconds), "idempotencySeconds", "60 to 31536000")
    }
}
