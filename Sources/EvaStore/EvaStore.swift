import GRDB
import Synchronization

/// The database of an installation: cases, suggestions, decisions, reviews, people, settings and the audit of it all.
///
/// Reads run side by side, each on the state of one moment; writes are grouped and answered after the commit. Any
/// number of processes may have it open.
public final class EvaStore: Sendable {
    /// Path of the database.
    public let path: String
    /// How it was opened.
    public let options: StoreOptions
    let pool: DatabasePool
    let hasher = PasswordHasher()
    private let writer: GroupWriter
    private let lock: StoreLock?
    private let isClosed = Mutex(false)

    /// Opens the database in the file at `path`.
    ///
    /// **Throws** `StoreError`, among others when there is no such file, when it is no store, or when a newer Eva wrote
    /// it.
    public convenience init(path: String, options: StoreOptions = StoreOptions()) throws {
        try self.init(path: path, options: options, migrations: StoreMigration.all)
    }

    package init(path: String, options: StoreOptions, migrations: [StoreMigration]) throws {
        try options.validate()
        self.path = path
        self.options = options
        (pool, lock) = try StoreError.translating(path) {
            try StoreFile(path: path, options: options, migrations: migrations).open()
        }
        writer = GroupWriter(pool: pool, path: path, maxWaiting: options.maxWaiting)
    }

    /// Closes the database once all reads and writes are over; further ones fail.
    ///
    /// Nothing happens the second time.
    public func close() throws {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        try StoreError.translating(path) {
            // The connections that read close last, and could not move the log into the database.
            if options.mode != .readOnly { _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
            try pool.close()
        }
        lock?.release()
    }

    /// Runs queries on the state of one moment.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (StoreReader) throws -> Value
    ) async throws -> Value {
        try checkOpen()
        let (options, now) = (options, options.clock())
        do {
            return try await pool.read { try body(StoreReader(db: $0, options: options, now: now)) }
        } catch {
            throw StoreError.translated(error, place: path)
        }
    }

    /// Makes a change and returns once it is on the disk; what `body` throws undoes the change.
    ///
    /// `body` may run twice and must have no effect outside its transaction.
    public func write<Value: Sendable>(
        as actor: AuditActor,
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        try checkOpen()
        let (options, now) = (options, options.clock())
        return try await writer.write { db in
            try body(StoreTransaction(db: db, options: options, actor: actor, now: now))
        }
    }

    private func checkOpen() throws {
        guard isClosed.withLock({ !$0 }) else {
            throw StoreError(.wrongState, "the store is closed", place: path, cure: "open it anew")
        }
    }
}
