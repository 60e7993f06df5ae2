import Foundation
import GRDB

/// The file of a database: made, checked, brought up to date, and opened.
struct StoreFile {
    let path: String
    let options: StoreOptions
    let migrations: [StoreMigration]

    /// Opens the database.
    ///
    /// All connections are made while others are kept from replacing or migrating the file.
    func open() throws -> (pool: DatabasePool, lock: StoreLock?) {
        try prepare()
        if options.mode == .readOnly { return try openForReading() }
        // Two rounds: another process may finish its migration, or a restore, between the two locks.
        for _ in 0..<2 {
            if let alone = try? StoreLock(path: path, .exclusive, waiting: 0) {
                try withExtendedLifetime(alone) { try migrate() }
            }
            let lock = try StoreLock(path: path, .shared, waiting: options.busySeconds)
            let pool = try DatabasePool(path: path, configuration: configuration())
            // A commit is on the disk before it is acknowledged. GRDB sets NORMAL, which is not, when it opens a pool.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if try pool.read(pending).isEmpty { return (pool, lock) }
            try pool.close()
        }
        throw StoreError(
            .inUse,
            "the database is of an earlier version, and another process uses it",
            place: path,
            cure: "stop that process; then this one brings the database up to date"
        )
    }

    private func openForReading() throws -> (pool: DatabasePool, lock: StoreLock?) {
        // On a medium that cannot be written to there is no lock, and nobody who could replace the file.
        let isWritable = access(URL(fileURLWithPath: path).deletingLastPathComponent().path, W_OK) == 0
        let lock = isWritable ? try StoreLock(path: path, .shared, waiting: options.busySeconds) : nil
        let pool = try DatabasePool(path: path, configuration: configuration())
        guard try pool.read(pending).isEmpty else {
            throw StoreError(
                .wrongState,
                "the database is of an earlier version",
                place: path,
                cure: "start eva serve once, which brings it up to date"
            )
        }
        return (pool, lock)
    }

    /// Sees to it that there is a file.
    private func prepare() throws {
        var isFolder: ObjCBool = false
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw StoreError(.invalid, "the path of the database is empty", place: "path", cure: "name a file")
        }
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard !isFolder.boolValue else {
                throw StoreError(.notAStore, "this is a folder", place: path, cure: "name a file")
            }
            return
        }
        guard options.mode == .create else {
            throw StoreError(.notFound, "there is no database", place: path, cure: "name the file that eva serve made")
        }
        // Only the owner may read it; SQLite gives its other files the same rights.
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw StoreError(
                .fileSystem,
                "the database cannot be made: \(reason)",
                place: path,
                cure: "check the folder and its permissions"
            )
        }
        close(descriptor)
    }

    /// Applies what is missing, with a backup before each step unless the database is new.
    private func migrate() throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        defer { try? queue.close() }
        let migrator = migrator
        for identifier in try queue.read(pending) {
            if try queue.read(migrator.appliedIdentifiers).isEmpty == false {
                try StoreBackup.copy(queue, to: "\(path).before-\(identifier)")
            }
            try migrator.migrate(queue, upTo: identifier)
        }
    }

    /// Names of the migrations that are still to be applied.
    ///
    /// **Throws** when the file is no store, or when a newer Eva has written it.
    @Sendable func pending(_ db: Database) throws -> [String] {
        let isEmpty = try db.count("SELECT count(*) FROM sqlite_master") == 0
        let applicationID = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard applicationID == StoreMigration.applicationID || (isEmpty && options.mode == .create) else {
            throw StoreError.notAStore(path)
        }
        guard try !migrator.hasBeenSuperseded(db) else {
            throw StoreError(
                .newerDatabase,
                "a newer version of Eva has written this database",
                place: path,
                cure: "use that version, or restore a backup from before"
            )
        }
        let applied = isEmpty ? [] : try migrator.appliedIdentifiers(db)
        return migrations.map(\.identifier).filter { !applied.contains($0) }
    }

    private var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.identifier, migrate: migration.migrate) }
        return migrator
    }

    private func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.readonly = options.mode == .readOnly
        configuration.busyMode = .timeout(options.busySeconds)
        configuration.maximumReaderCount = options.readers
        configuration.prepareDatabase { db in
            // What a purge removes is overwritten, not only unlinked.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            // What a savepoint needs to be taken back does not go through a file.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}
