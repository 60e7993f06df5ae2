import Foundation

/// The charts of a report as figures of HTML; those that have nothing to draw are left out.
struct Charts {
    let report: EvaluationReport

    func all() -> [String] {
        periods() + [reliability(), roc(), riskCoverage()].compactMap(\.self)
    }

    /// The accuracy per period; of a backtest log loss and AUC, too.
    private func periods() -> [String] {
        let charts: [PeriodChart] = report.replay == nil ? [.accuracy] : [.accuracy, .logLoss, .auc]
        return charts.compactMap { chart in
            guard let svg = chart.svg(report.periods) else { return nil }
            var legend = [
                ("curve", chart.interval(report.metrics) == nil ? "Eva" : "Eva, with 95% interval"),
                ("majority", chart.baselineName),
            ]
            if chart.best(report.metrics) != nil {
                legend.append(("best", "best possible"))
            }
            return figure(chart.title, svg, legend)
        }
    }

    private func reliability() -> String? {
        let bins = report.curves.reliability
        guard let largest = bins.map(\.cases).max() else { return nil }
        var plot = Plot(x: 0.5...1, y: 0...1)
        plot.verticalAxis("Share that was right", step: 0.2)
        plot.horizontalAxis("Confidence", step: 0.1)
        for bin in bins { plot.box(bin.low, bin.high, height: 0.3 * Double(bin.cases) / Double(largest), "share") }
        plot.line([(0.5, 0.5), (1, 1)], "majority")
        plot.line(bins.map { ($0.confidence, $0.accuracy) }, "curve")
        for bin in bins {
            plot.line(
                [(bin.confidence, bin.accuracyInterval.low), (bin.confidence, bin.accuracyInterval.high)],
                "whisker"
            )
            plot.dot(bin.confidence, bin.accuracy, radius: 3.5, "dot", hint: Self.hint(bin))
        }
        let title = "Is Eva as sure as it should be?"
        let svg = plot.svg(id: "reliability", title: title, description: bins.map(Self.hint).joined(separator: "; "))
        let legend = [
            ("curve", "Eva, with 95% interval"), ("majority", "perfectly calibrated"),
            ("share", "cases at this confidence"),
        ]
        return figure(title, svg, legend)
    }

    private static func hint(_ bin: ReliabilityBin) -> String {
        "confidence \(Format.percent(bin.confidence)): \(Format.percent(bin.accuracy)) right "
            + "of \(Format.count(bin.cases))"
    }

    private func roc() -> String? {
        let points = report.curves.roc
        guard !points.isEmpty else { return nil }
        var plot = Plot(x: 0...1, y: 0...1)
        plot.verticalAxis("Pays that would be paid", step: 0.2)
        plot.horizontalAxis("Denies that would be paid", step: 0.2)
        plot.line([(0, 0), (1, 1)], "majority")
        plot.line(points.map { ($0.falsePositiveRate, $0.truePositiveRate) }, "curve")
        let auc = "AUC \(Format.number(report.metrics.auc))"
        plot.text(auc, x: plot.horizontal(0.97), y: plot.vertical(0.06), "value end")
        let title = "How well does it tell pays from denies?"
        let svg = plot.svg(id: "roc", title: title, description: "ROC curve, \(auc); chance is 0.500")
        return figure(title, svg, [("curve", "Eva (ROC curve)"), ("majority", "chance")])
    }

    private func riskCoverage() -> String? {
        let points = report.curves.riskCoverage
        guard let most = points.map(\.risk).max() else { return nil }
        var plot = Plot(x: 0...1, y: 0...max(0.1, ceil(most * 10) / 10))
        plot.verticalAxis("Wrong among the decided", step: most > 0.4 ? 0.2 : most > 0.2 ? 0.1 : 0.05)
        plot.horizontalAxis("Share of cases decided, surest first", step: 0.2)
        plot.line(points.map { ($0.coverage, $0.risk) }, "curve")
        var legend = [("curve", "Eva (risk–coverage curve)")]
        let metrics = report.metrics
        if metrics.coverage < 1, let error = metrics.selectiveError, error <= plot.y.upperBound {
            let hint = "as suggested: \(Format.percent(metrics.coverage)) decided, \(Format.percent(error)) wrong"
            plot.dot(metrics.coverage, error, radius: 5, "best-dot", hint: hint)
            legend.append(("point", hint))
        }
        let area = "area (AURC) \(Format.number(metrics.aurc))"
        plot.text(area, x: plot.horizontal(0.03), y: plot.vertical(plot.y.upperBound * 0.92), "value")
        let title = "What if only sure cases are decided?"
        let told = [0.25, 0.5, 0.75, 1].compactMap { share in points.first { $0.coverage >= share } }
        let description = told.map {
            "\(Format.percent($0.coverage)) decided: \(Format.percent($0.risk)) wrong"
        }
        let svg = plot.svg(id: "risk", title: title, description: (description + [area]).joined(separator: "; "))
        return figure(title, svg, legend)
    }

    private func figure(_ title: String, _ svg: String, _ legend: [(style: String, text: String)]) -> String {
        let keys = legend.map { "<li><span class=\"key \($0.style)\"></span>\(SafeText.html($0.text))</li>" }
        return """
            <figure>
            <h3>\(SafeText.html(title))</h3>
            \(svg)
            <figcaption><ul>\(keys.joined())</ul></figcaption>
            </figure>
            """
    }
}
