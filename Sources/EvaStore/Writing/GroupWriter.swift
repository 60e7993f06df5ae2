import GRDB

/// Gathers writes that wait and commits them together: one wait for the disk serves many writers.
///
/// Each write has a savepoint of its own, so that one that fails takes no other with it. A write is answered only after
/// the commit.
actor GroupWriter {
    private let pool: DatabasePool
    private let path: String
    private let maxWaiting: Int
    private var waiting: [Write] = []
    private var isBusy = false
    /// Most writes of one transaction; keeps the wait of the first short.
    private static let most = 256

    /// A write that waits: `run` makes it and returns what answers it after the commit.
    private struct Write: Sendable {
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    init(pool: DatabasePool, path: String, maxWaiting: Int) {
        self.pool = pool
        self.path = path
        self.maxWaiting = maxWaiting
    }

    /// Makes a write; `body` may run twice, when the group's first transaction could not be committed.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        guard waiting.count < maxWaiting else {
            throw StoreError(.overloaded, "too many changes are waiting", place: path, cure: "try again later")
        }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                Write(
                    run: { db in
                        let value = try body(db)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }
                )
            )
            guard !isBusy else { return }
            isBusy = true
            Task { await self.work() }
        }
    }

    private func work() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.most))
            waiting.removeFirst(group.count)
            await commit(group)
        }
        isBusy = false
    }

    private func commit(_ group: [Write]) async {
        let path = path
        do {
            let answers = try await pool.writeWithoutTransaction { db in
                var answers: [@Sendable () -> Void] = []
                try db.inTransaction(.immediate) {
                    for write in group { answers.append(try Self.attempt(write, db, path)) }
                    return .commit
                }
                return answers
            }
            for answer in answers { answer() }
        } catch  where group.count > 1 {
            // The whole transaction failed, perhaps because of one write: each gets its own.
            for write in group { await commit([write]) }
        } catch {
            for write in group { write.fail(StoreError.translated(error, place: path)) }
        }
    }

    /// Makes one write in a savepoint; its own failure is its answer.
    private static func attempt(
        _ write: Write,
        _ db: Database,
        _ path: String
    ) throws -> @Sendable () -> Void {
        var answer: (@Sendable () -> Void)?
        do {
            try db.inSavepoint {
                answer = try write.run(db)
                return .commit
            }
        } catch {
            // After some errors SQLite gives up the transaction with all that is in it.
            guard db.isInsideTransaction else { throw error }
            return { write.fail(StoreError.translated(error, place: path)) }
        }
        return answer ?? {}
    }
}
