import Foundation

/// A figure of each period as a curve, beside what knows nothing about a case reaches.
struct PeriodChart {
    /// Distinguishes the picture from the others of its page.
    let id: String
    let title: String
    /// Title of the vertical axis.
    let axis: String
    let baselineName: String
    let tick: (Double) -> String
    let value: (Metrics) -> Double?
    let baseline: (Metrics) -> Double
    var interval: (Metrics) -> Interval? = { _ in nil }
    var best: (Metrics) -> Double? = { _ in nil }
    /// Value that the axis ends with; `nil`: a round one above all that is drawn.
    var top: Double?
    let hint: (Metrics) -> String

    private typealias Point = (x: Double, metrics: Metrics)

    /// The picture; `nil` when no period has a value.
    func svg(_ periods: [EvaluationReport.Period]) -> String? {
        let points: [Point] = periods.enumerated()
            .compactMap { index, period in
                period.metrics.flatMap { value($0) == nil ? nil : (Double(index), $0) }
            }
        let drawn = points.flatMap { _, metrics in
            [value(metrics), interval(metrics)?.low, baseline(metrics), best(metrics)].compactMap(\.self)
        }
        guard let lowest = drawn.min(), let highest = drawn.max() else { return nil }
        let bottom = max(0, floor(lowest * 10 - 1e-9) / 10)
        let top = top ?? ceil(highest * 10 + 1e-9) / 10
        var plot = Plot(x: -0.5...Double(periods.count) - 0.5, y: bottom...top)
        let step = [0.1, 0.2, 0.5, 1, 2].first { (top - bottom) / $0 < 5.01 } ?? 5
        plot.verticalAxis(axis, step: step, label: tick)
        let every = max(1, (periods.count + 7) / 8)
        for (index, period) in periods.enumerated() where index % every == 0 {
            let label = SafeText.shortened(SafeText.plain(period.period), to: 10)
            plot.text(label, x: plot.horizontal(Double(index)), y: Plot.height - Plot.bottom + 17, "tick middle")
        }
        draw(points, &plot) { told(periods[Int($0.x)], $0.metrics) }
        plot.horizontalTitle("Period")
        let description = points.map { told(periods[Int($0.x)], $0.metrics) }.joined(separator: "; ")
        return plot.svg(id: id, title: title, description: description)
    }

    private func draw(_ points: [Point], _ plot: inout Plot, hint: (Point) -> String) {
        func curve(_ figure: (Metrics) -> Double?) -> [(x: Double, y: Double)] {
            points.compactMap { point in figure(point.metrics).map { (point.x, $0) } }
        }
        plot.line(curve(baseline), "majority")
        plot.line(curve(best), "best")
        plot.line(curve(value), "curve")
        for point in points {
            if let interval = interval(point.metrics) {
                plot.line([(point.x, interval.low), (point.x, interval.high)], "whisker")
            }
            // A single period has no lines, so its baselines are dots.
            if points.count == 1 {
                plot.dot(point.x, baseline(point.metrics), radius: 4, "majority-dot", hint: baselineName)
                if let best = best(point.metrics) {
                    plot.dot(point.x, best, radius: 4, "best-dot", hint: "best possible")
                }
            }
            if let value = value(point.metrics) { plot.dot(point.x, value, radius: 4, "dot", hint: hint(point)) }
        }
    }

    private func told(_ period: EvaluationReport.Period, _ metrics: Metrics) -> String {
        "\(period.period): \(hint(metrics))"
    }
}

extension PeriodChart {
    static var accuracy: PeriodChart {
        PeriodChart(
            id: "periods",
            title: "Accuracy per period",
            axis: "Accuracy",
            baselineName: "always the more frequent label",
            tick: { String(format: "%.0f%%", $0 * 100) },
            value: \.accuracy,
            baseline: \.majorityAccuracy,
            interval: \.accuracyInterval,
            best: { $0.bestPossible?.accuracy },
            top: 1,
            hint: { metrics in
                "\(Format.percent(metrics.accuracy)) (\(Format.percent(metrics.accuracyInterval))) "
                    + "of \(Format.count(metrics.cases)), majority \(Format.percent(metrics.majorityAccuracy))"
            }
        )
    }

    static var logLoss: PeriodChart {
        PeriodChart(
            id: "period-log-loss",
            title: "Log loss per period",
            axis: "Log loss",
            baselineName: "always the period's share of pay",
            tick: { String(format: "%.1f", $0) },
            value: \.logLoss,
            baseline: \.baseLogLoss,
            best: { $0.bestPossible?.logLoss },
            hint: {
                "\(Format.number($0.logLoss)) on \(Format.count($0.cases)), share of pay \(Format.number($0.baseLogLoss))"
            }
        )
    }

    static var auc: PeriodChart {
        PeriodChart(
            id: "period-auc",
            title: "AUC per period",
            axis: "AUC",
            baselineName: "chance",
            tick: { String(format: "%.1f", $0) },
            value: \.auc,
            baseline: { _ in 0.5 },
            top: 1,
            hint: { "\(Format.number($0.auc)) on \(Format.count($0.cases))" }
        )
    }
}
