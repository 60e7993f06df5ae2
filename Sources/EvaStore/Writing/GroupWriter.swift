import GRDB
import Synchronization

/// Gathers writes that wait and commits them together: one wait for the disk serves many writers.
///
/// Each write has a savepoint of its own, so that one that fails takes no other with it. A write is answered only after
/// the commit. The database's own thread goes from group to group: a turn of the tasks' threads in between would wait
/// behind all that is computed there.
final class GroupWriter: Sendable {
    private let pool: DatabasePool
    private let path: String
    private let maxWaiting: Int
    private let queue = Mutex(Queue())
    /// Most writes of one transaction; keeps the wait of the first short.
    private static let most = 256
    /// Where more wait, half of them stay for the next group: who is answered computes while that one is written.
    private static let fewest = 8
    /// Groups after which others who write to the database have a turn.
    private static let mostGroups = 16

    /// A write that waits: `run` makes it and returns what answers it after the commit.
    private struct Write: Sendable {
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct Queue {
        var waiting: [Write] = []
        /// Whether the database's thread is at work or will be.
        var isServed = false
    }

    init(pool: DatabasePool, path: String, maxWaiting: Int) {
        self.pool = pool
        self.path = path
        self.maxWaiting = maxWaiting
    }

    /// Makes a write; `body` may run twice, when the group's first transaction could not be committed.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write(
                run: { db in
                    let value = try body(db)
                    return { continuation.resume(returning: value) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            let (isTaken, isFirst) = queue.withLock { queue in
                guard queue.waiting.count < maxWaiting else { return (false, false) }
                queue.waiting.append(write)
                defer { queue.isServed = true }
                return (true, !queue.isServed)
            }
            guard isTaken else {
                return write.fail(
                    StoreError(.overloaded, "too many changes are waiting", place: path, cure: "try again later")
                )
            }
            if isFirst { serve() }
        }
    }

    /// Has the database's thread commit what waits.
    private func serve() {
        pool.asyncWriteWithoutTransaction { db in
            for _ in 0..<Self.mostGroups {
                guard let group = self.next() else { return }
                self.commit(group, db)
            }
            self.serve()
        }
    }

    /// The writes to commit together; `nil` when none wait.
    private func next() -> [Write]? {
        queue.withLock { queue in
            let group = Array(queue.waiting.prefix(min(Self.most, max(Self.fewest, queue.waiting.count / 2))))
            queue.waiting.removeFirst(group.count)
            queue.isServed = !group.isEmpty
            return group.isEmpty ? nil : group
        }
    }

    private func commit(_ group: [Write], _ db: Database) {
        var answers: [@Sendable () -> Void] = []
        do {
            try db.inTransaction(.immediate) {
                for write in group { answers.append(try attempt(write, db)) }
                return .commit
            }
            for answer in answers { answer() }
        } catch  where group.count > 1 {
            // The whole transaction failed, perhaps because of one write: each gets its own.
            for write in group { commit([write], db) }
        } catch {
            for write in group { write.fail(StoreError.translated(error, place: path)) }
        }
    }

    /// Makes one write in a savepoint; its own failure is its answer.
    private func attempt(_ write: Write, _ db: Database) throws -> @Sendable () -> Void {
        var answer: (@Sendable () -> Void)?
        do {
            try db.inSavepoint {
                answer = try write.run(db)
                return .commit
            }
        } catch {
            // After some errors SQLite gives up the transaction with all that is in it.
            guard db.isInsideTransaction else { throw error }
            return { [path] in write.fail(StoreError.translated(error, place: path)) }
        }
        return answer ?? {}
    }
}
