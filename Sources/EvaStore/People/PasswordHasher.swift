import Dispatch
import Synchronization

/// Hashes one password at a time, on a thread of its own: a flood of log-ins takes 19 MiB and one core, no more.
final class PasswordHasher: Sendable {
    private let queue = DispatchQueue(label: "eva.passwords")
    private let waiting = Mutex(0)
    /// Most hashes that may wait, about two seconds' worth.
    private static let most = 64

    func hash(_ password: String) async throws -> String {
        try await run { try Password.hash(password) }
    }

    func verify(_ password: String, _ encoded: String) async throws -> Bool {
        try await run { try Password.verify(password, encoded) }
    }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isTaken = waiting.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        guard isTaken else {
            throw StoreError(.overloaded, "too many log-ins are waiting", place: "password", cure: "try again later")
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
