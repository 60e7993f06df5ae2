import Foundation
import GRDB

/// One thing that was looked at in an installation.
public struct Finding: Sendable, Equatable, Codable {
    /// How it is.
    public enum Level: String, Sendable, Codable {
        /// As it should be.
        case good
        /// It works, but somebody should look.
        case warning
        /// It does not work.
        case bad
    }

    /// What was looked at, for programs.
    public var check: String
    /// How it is.
    public var level: Level
    /// What was found, and what to do where it is not good.
    public var message: String

    /// Creates a finding.
    public init(_ check: String, _ level: Level, _ message: String) {
        self.check = check
        self.level = level
        self.message = message
    }
}

/// Examines a database without changing it.
public enum StoreDoctor {
    /// Bytes below which the disk is nearly full.
    private static let fewBytes: UInt64 = 1 << 30

    /// All findings; the checks that need an open database are left out when it does not open.
    public static func examine(_ path: String, anchor: AuditAnchor? = nil) async -> [Finding] {
        var findings: [Finding] = []
        do {
            let store = try EvaStore(path: path, options: StoreOptions(mode: .readOnly))
            findings.append(Finding("database", .good, "\(path) opens, its migrations are current"))
            findings += await examine(store, anchor)
            try store.close()
        } catch {
            findings.append(Finding("database", .bad, "\(error)"))
        }
        return findings + [permissions(of: path), space(at: path)]
    }

    private static func examine(_ store: EvaStore, _ anchor: AuditAnchor?) async -> [Finding] {
        var findings: [Finding] = []
        do {
            let damage = try await store.read { try $0.damage() }
            findings.append(
                damage.isEmpty
                    ? Finding("integrity", .good, "SQLite finds no damage")
                    : Finding("integrity", .bad, "\(damage.joined(separator: "; ")); restore a backup")
            )
            let report = try await store.verifyAudit(anchor: anchor)
            findings.append(
                report.isIntact
                    ? Finding("audit", .good, "\(report.rows) rows and \(report.records) records hold")
                    : Finding("audit", .bad, "\(report.faultCount) faults; eva audit verify lists them")
            )
            let hasAdmin = try await store.read { try $0.hasAdmin() }
            findings.append(
                hasAdmin
                    ? Finding("users", .good, "there is an admin")
                    : Finding("users", .warning, "there is no admin yet; eva serve prints a set-up code")
            )
        } catch {
            findings.append(Finding("integrity", .bad, "\(error)"))
        }
        return findings
    }

    private static func permissions(of path: String) -> Finding {
        var status = stat()
        guard stat(path, &status) == 0 else { return Finding("permissions", .bad, "\(path) cannot be looked at") }
        let mode = status.st_mode & 0o777
        let text = String(mode, radix: 8)
        guard mode & 0o077 == 0 else {
            return Finding("permissions", .bad, "others may use \(path) (\(text)); chmod 600 would be right")
        }
        return Finding("permissions", .good, "only the owner may use \(path) (\(text))")
    }

    private static func space(at path: String) -> Finding {
        var status = statvfs()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard statvfs(folder, &status) == 0 else { return Finding("space", .bad, "\(folder) cannot be looked at") }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64) ?? 0
        let text = "\(free >> 20) MiB free, the database has \(size >> 20) MiB"
        // A migration and a backup need as much again.
        return free < max(fewBytes, 2 * size)
            ? Finding("space", .warning, "\(text); free some before the next backup")
            : Finding("space", .good, text)
    }
}

extension StoreReader {
    /// What SQLite finds wrong with the file; empty when nothing is.
    func damage() throws -> [String] {
        try String.fetchAll(db, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
    }
}
