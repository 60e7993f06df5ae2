import Foundation
import GRDB

extension EvaStore {
    /// Copies the database, while it is in use, to a file that then appears as a whole; returns the audit's last row in
    /// it, to be kept elsewhere.
    ///
    /// The copy is of one moment and has no companion files.
    public func backup(to target: String) async throws -> AuditAnchor? {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw StoreError(.alreadyExists, "there is such a file already", place: target, cure: "take another name")
        }
        let pool = pool
        try await Task.detached { try StoreBackup.copy(pool, to: target) }.value
        let copy = try DatabaseQueue(path: target, configuration: Self.readOnly)
        defer { try? copy.close() }
        return try await copy.read { try AuditChain.head($0) }
    }

    private static var readOnly: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        return configuration
    }

    /// Puts a backup in the place of the database at `path`, which nobody may have open.
    ///
    /// What was there is kept beside it, as `PATH.replaced-TIME`.
    ///
    /// **Throws** `inUse` while a process uses the database, `newerDatabase` for a backup of a newer Eva, and `altered`
    /// when the backup's audit does not hold.
    public static func restore(
        _ backup: String,
        to path: String,
        options: StoreOptions = StoreOptions()
    ) async throws -> RestoreResult {
        guard FileManager.default.fileExists(atPath: backup) else {
            throw StoreError(.notFound, "there is no such backup", place: backup, cure: "name a file of eva backup")
        }
        let lock = try StoreLock(path: path, .exclusive, waiting: 0)
        defer { withExtendedLifetime(lock) {} }
        let incoming = path + ".restoring"
        defer { removeTraces(of: incoming) }
        removeTraces(of: incoming)
        try StoreError.translating(backup) {
            let source = try DatabaseQueue(path: backup, configuration: readOnly)
            try StoreBackup.copy(source, to: incoming)
            try source.close()
        }
        var options = options
        options.mode = .existing
        let report: AuditReport
        do {
            let store = try EvaStore(path: incoming, options: options)
            report = try await store.verifyAudit()
            guard try await store.emptyLog() else {
                throw StoreError(.busy, "another process has it open", place: backup, cure: "try again")
            }
            try store.close()
        } catch let error as StoreError {
            throw StoreError(error.code, error.message, place: backup, cure: error.cure)
        }
        guard report.isIntact else {
            throw StoreError(
                .altered,
                "the backup's audit has \(report.faultCount) faults; the first: "
                    + (report.faults.first?.message ?? "unknown"),
                place: backup,
                cure: "use another backup"
            )
        }
        let replaced = try replace(path, with: incoming, time: options.clock())
        return RestoreResult(report: report, replaced: replaced)
    }

    /// Puts a database in another one's place in one step; returns where the other one went.
    private static func replace(_ path: String, with incoming: String, time: StoreTime) throws -> String? {
        var replaced: String?
        if FileManager.default.fileExists(atPath: path) {
            let aside = "\(path).replaced-\(time.milliseconds)"
            // Opening and closing moves the log into the database; one that is too damaged keeps its log.
            if let old = try? DatabaseQueue(path: path) {
                _ = try? old.writeWithoutTransaction { try $0.checkpoint(.truncate) }
                try? old.close()
            }
            guard link(path, aside) == 0 else { throw StoreBackup.failure("cannot be kept", aside) }
            for companion in ["-wal", "-shm"] {
                guard rename(path + companion, aside + companion) == 0 || errno == ENOENT else {
                    throw StoreBackup.failure("cannot be kept", aside + companion)
                }
            }
            replaced = aside
        }
        guard rename(incoming, path) == 0 else { throw StoreBackup.failure("cannot be put in place", path) }
        try StoreBackup.synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        return replaced
    }

    private static func removeTraces(of incoming: String) {
        let url = URL(fileURLWithPath: incoming)
        let folder = url.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(url.lastPathComponent) { unlink("\(folder)/\(name)") }
    }
}

/// What a restoration did.
public struct RestoreResult: Sendable {
    /// What checking the backup found.
    public let report: AuditReport
    /// Where the database that was there before is now; `nil` when there was none.
    public let replaced: String?
}
