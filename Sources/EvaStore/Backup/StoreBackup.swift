import Foundation
import GRDB

/// Copies of a database that is in use.
enum StoreBackup {
    /// Copies a database, page by page, into a file that then appears as a whole.
    static func copy(_ source: some DatabaseReader, to path: String) throws {
        let incoming = path + ".incoming"
        try remove(incoming)
        do {
            let descriptor = open(incoming, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw failure("cannot be made", incoming) }
            close(descriptor)
            try StoreError.translating(incoming) {
                let target = try DatabaseQueue(path: incoming)
                try source.backup(to: target)
                // One file without companions, that can be read where nothing may be written.
                try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
                try target.close()
            }
            try synchronize(incoming)
            guard rename(incoming, path) == 0 else { throw failure("cannot be put in place", path) }
            try synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        } catch {
            try? remove(incoming)
            throw error
        }
    }

    /// Puts what was written to a file, or the names in a folder, on the disk.
    static func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be opened", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("cannot be written", path) }
    }

    /// Removes a database's file with its companions, if there is one.
    static func remove(_ path: String) throws {
        for file in [path, path + "-wal", path + "-shm", path + "-journal"] {
            guard unlink(file) == 0 || errno == ENOENT else { throw failure("cannot be removed", file) }
        }
    }

    static func failure(_ what: String, _ path: String) -> StoreError {
        let reason = errno
        return StoreError(
            reason == ENOSPC || reason == EDQUOT ? .diskFull : .fileSystem,
            "the file \(what): \(String(cString: strerror(reason)))",
            place: path,
            cure: "check the folder, its permissions and the free space"
        )
    }
}
