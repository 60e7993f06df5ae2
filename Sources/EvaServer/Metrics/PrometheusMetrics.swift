package import CoreMetrics
import Synchronization

/// Metrics in memory, written as Prometheus reads them.
///
/// **Source** The text exposition format of Prometheus, version 0.0.4.
package final class PrometheusMetrics: MetricsFactory {
    /// Metrics of one name.
    struct Family {
        let kind: String
        /// By labels as they are written, `{a="1",b="2"}`.
        var series: [String: any Series] = [:]
    }

    private let families = Mutex<[String: Family]>([:])

    package init() {}

    /// The present values, in the order of names and labels.
    package func exposition() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                text += series.lines(name: name, labels: labels)
            }
        }
        return text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, "counter") { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, "gauge") { GaugeSeries() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        series(label, dimensions, "histogram") { HistogramSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, "histogram") { HistogramSeries() }
    }

    // What was counted stays counted: Prometheus takes a series that comes back at 0 for a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The series of a name and labels, made the first time.
    ///
    /// A name that is used for another kind of metric gets a series of its own that is not written.
    private func series<Kind: Series>(
        _ label: String,
        _ dimensions: [(String, String)],
        _ kind: String,
        _ make: () -> Kind
    ) -> Kind {
        let name = Self.name(label)
        let labels = Self.labels(dimensions)
        return families.withLock { families in
            if let family = families[name] {
                if let found = family.series[labels] as? Kind { return found }
                if family.kind != kind { return make() }
            }
            let new = make()
            families[name, default: Family(kind: kind)].series[labels] = new
            return new
        }
    }

    private static func name(_ label: String) -> String {
        let plain = label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" }
        return plain.first?.isNumber ?? true ? "_" + String(plain) : String(plain)
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        let pairs = dimensions.map { "\(name($0).replacing(":", with: "_"))=\"\(escaped($1))\"" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
