import Foundation
import Synchronization

/// A lock beside the database, `PATH-lock`: all who have the database open share it, and whoever migrates or replaces
/// the file holds it alone.
///
/// The system lets go of it when a process ends, in whatever way.
///
/// SQLite's own locks do not cover this: they would not stop a restored file from being put in the place of one that
/// another process has open.
final class StoreLock: Sendable {
    enum Kind {
        case shared
        case exclusive

        fileprivate var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
    }

    private let held: Mutex<Int32?>

    /// Waits up to `seconds` for the lock.
    ///
    /// **Throws** `StoreError` with code `inUse` when others keep it.
    init(path: String, _ kind: Kind, waiting seconds: Double) throws(StoreError) {
        let descriptor = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let reason = errno
            throw StoreError(
                reason == EROFS || reason == EACCES ? .readOnly : .fileSystem,
                "the lock beside the database cannot be opened: \(String(cString: strerror(reason)))",
                place: path + "-lock",
                cure: "check the folder and its permissions"
            )
        }
        held = Mutex(descriptor)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while flock(descriptor, kind.operation | LOCK_NB) != 0 {
            let isOver = ContinuousClock.now >= deadline
            guard errno == EWOULDBLOCK || errno == EINTR, !isOver else {
                throw StoreError(
                    .inUse,
                    "another process uses the database",
                    place: path,
                    cure: "stop it first"
                )
            }
            usleep(20_000)
        }
    }

    /// Lets go of the lock.
    func release() {
        held.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }

    deinit { release() }
}
