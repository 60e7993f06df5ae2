import CoreMetrics
import Synchronization

/// Values of one name and one set of labels.
protocol Series: AnyObject, Sendable {
    /// Lines of the exposition.
    func lines(name: String, labels: String) -> String
}

/// A number that only grows.
final class CounterSeries: Series, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func lines(name: String, labels: String) -> String {
        "\(name)\(labels) \(value.load(ordering: .relaxed))\n"
    }
}

/// A number that goes up and down.
final class GaugeSeries: Series, MeterHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func lines(name: String, labels: String) -> String {
        "\(name)\(labels) \(seriesText(value.withLock { $0 }))\n"
    }
}

/// How often values were how large; times are in seconds.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
    private struct State {
        var counts = [UInt64](repeating: 0, count: HistogramSeries.bounds.count + 1)
        var sum = 0.0
    }

    /// Upper bounds of the buckets, 250 µs to 10 s.
    static let bounds = [
        0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func lines(name: String, labels: String) -> String {
        let state = state.withLock { $0 }
        let start = labels.isEmpty ? "{" : labels.dropLast() + ","
        var (text, total) = ("", UInt64(0))
        for (bound, count) in zip(Self.bounds.map(seriesText) + ["+Inf"], state.counts) {
            total += count
            text += "\(name)_bucket\(start)le=\"\(bound)\"} \(total)\n"
        }
        return text + "\(name)_sum\(labels) \(seriesText(state.sum))\n\(name)_count\(labels) \(total)\n"
    }
}

/// A number as the exposition has it: whole ones without a point.
private func seriesText(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return "\(whole)" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return value.isNaN ? "NaN" : "\(value)"
}
