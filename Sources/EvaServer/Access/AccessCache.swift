import EvaStore
import Synchronization

/// Whose the tokens are that were seen in the last second: a flood of requests does not ask the store for each.
///
/// What is taken from a user or a token takes effect within a second.
final class AccessCache: Sendable {
    private struct Entry {
        let access: Access
        let until: ContinuousClock.Instant
    }

    private let store: EvaStore
    private let entries = Mutex<[String: Entry]>([:])
    private static let lifetime = Duration.seconds(1)
    private static let most = 1000

    init(_ store: EvaStore) {
        self.store = store
    }

    /// Whoever has a token that was seen in the last second; `nil` for all others.
    func seen(token: String) -> Access? {
        guard let entry = entries.withLock({ $0[token] }), entry.until > .now else { return nil }
        return entry.access
    }

    /// Whoever has the token; `nil` when there is none or it is no longer good.
    func access(token: String) async throws -> Access? {
        if let access = seen(token: token) { return access }
        let now = ContinuousClock.now
        guard let access = try await store.access(token: token) else { return nil }
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll() }
            entries[token] = Entry(access: access, until: now + Self.lifetime)
        }
        return access
    }
}
