import CoreMetrics
import EvaDecisions
import EvaStore
import Synchronization

/// What the service counts.
final class ServiceMetrics: Sendable {
    private let factory: PrometheusMetrics
    private let inProgress: Meter
    private let queueLength: Meter
    private let requests = Handles<RequestKind, (count: Counter, time: Timer)>()
    private let suggestions = Handles<SuggestionKind, Counter>()
    private let segments = Mutex<Set<String>>([])
    /// Segments that are told apart; whoever sends claims must not be able to fill the memory with names.
    private static let mostSegments = 100

    /// What requests are counted by: all of it from small sets, whatever callers send.
    private struct RequestKind: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct SuggestionKind: Hashable {
        let answer: Answer
        let segment: String
        let version: String
    }

    init(_ factory: PrometheusMetrics) {
        self.factory = factory
        inProgress = Meter(label: "eva_request_in_progress", factory: factory)
        queueLength = Meter(label: "eva_review_queue_length", factory: factory)
    }

    func requestBegan() { inProgress.increment() }

    func requestEnded(method: String, route: String, status: Int, time: Duration) {
        inProgress.decrement()
        let (count, timer) = requests.handle(of: RequestKind(method: method, route: route, status: status), make)
        count.increment()
        let (seconds, attoseconds) = time.components
        timer.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    private func make(_ kind: RequestKind) -> (count: Counter, time: Timer) {
        let request = [("method", kind.method), ("route", kind.route)]
        return (
            Counter(
                label: "eva_request_total",
                dimensions: request + [("status", "\(kind.status)")],
                factory: factory
            ),
            Timer(label: "eva_request_duration_seconds", dimensions: request, factory: factory)
        )
    }

    func suggested(_ answer: Answer, segment: String?, model: ModelIdentity) {
        let kind = SuggestionKind(answer: answer, segment: shown(segment), version: model.version)
        suggestions
            .handle(of: kind) { kind in
                Counter(
                    label: "eva_suggestion_total",
                    dimensions: [
                        ("outcome", kind.answer.rawValue), ("segment", kind.segment), ("model_version", kind.version),
                    ],
                    factory: factory
                )
            }
            .increment()
    }

    func decided(_ outcome: DecisionOutcome) {
        guard outcome.isOverride else { return }
        Counter(label: "eva_override_total", dimensions: [("segment", shown(outcome.segment))], factory: factory)
            .increment()
    }

    func set(queueLength length: Int) { queueLength.set(length) }

    private func shown(_ segment: String?) -> String {
        guard let segment else { return "" }
        return segments.withLock { segments in
            if segments.contains(segment) { return segment }
            guard segments.count < Self.mostSegments else { return "other" }
            segments.insert(segment)
            return segment
        }
    }
}

/// Metrics by what they are told apart by, each looked up once: to write its labels out takes longer than to score a case.
private final class Handles<Kind: Hashable & Sendable, Handle: Sendable>: Sendable {
    private let known = Mutex<[Kind: Handle]>([:])

    func handle(of kind: Kind, _ make: (Kind) -> Handle) -> Handle {
        known.withLock { known in
            if let handle = known[kind] { return handle }
            let made = make(kind)
            known[kind] = made
            return made
        }
    }
}
