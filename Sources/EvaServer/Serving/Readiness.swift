import EvaStore
import HTTPTypes
import ServiceLifecycle
import Synchronization

/// Whether new requests are welcome: from the start until the server is asked to end.
final class Readiness: Service {
    private let isEnding = Atomic<Bool>(false)

    func run() async throws {
        try await gracefulShutdown()
        isEnding.store(true, ordering: .relaxed)
    }

    /// **Throws** 503 when the server ends or the store does not answer.
    func check(_ store: EvaStore) async throws {
        guard !isEnding.load(ordering: .relaxed) else { throw Self.notReady("the server ends") }
        do {
            _ = try await store.read { try $0.queueLength() }
        } catch {
            throw Self.notReady("the store does not answer")
        }
    }

    private static func notReady(_ detail: String) -> Problem {
        Problem(.serviceUnavailable, "not_ready", detail, cure: "ask again later")
    }
}
