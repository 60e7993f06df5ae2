/// A table of a report, before it is written as text, Markdown or HTML.
struct ReportTable {
    struct Row {
        /// Text of users, not yet escaped.
        let head: String
        /// One figure a column but the first.
        let figures: [String]
        /// Drawn as a bar where that can be done.
        var share: Double?
        /// What the bar is compared with.
        var baseline: Double?
    }

    let caption: String
    /// Titles of the columns, that of the row heads first.
    let columns: [String]
    let rows: [Row]
}

extension ReportTable {
    /// The tables of a report, the overall figures first.
    static func all(_ report: EvaluationReport) -> [ReportTable] {
        var tables = [figures(report), confusion(report.metrics.confusion)]
        if let amounts = report.metrics.amounts { tables.append(money(amounts, report.currency)) }
        let simulated = report.metrics.simulated
        if !report.periods.isEmpty {
            let rows = report.periods.map { row($0.period, $0.metrics, simulated: simulated) }
            tables.append(
                ReportTable(caption: "By period", columns: ["Period"] + groupColumns(simulated: simulated), rows: rows)
            )
        }
        if let replay = report.replay { tables.append(known(replay)) }
        for slice in report.slices {
            let rows = slice.values.map { row($0.value, $0.metrics, simulated: simulated) }
            tables.append(
                ReportTable(
                    caption: "By \(slice.field)",
                    columns: ["Value"] + groupColumns(simulated: simulated),
                    rows: rows
                )
            )
        }
        return tables
    }

    /// The overall figures beside what knows nothing about a case reaches, and the best possible where it is known.
    static func figures(_ report: EvaluationReport) -> ReportTable {
        let metrics = report.metrics
        let none = Format.undefined
        func row(
            _ head: String,
            _ value: String,
            _ interval: Interval? = nil,
            _ baseline: String = Format.undefined,
            _ best: String = Format.undefined
        ) -> Row {
            let figures = [value, interval.map { Format.percent($0) } ?? none, baseline]
            return Row(head: head, figures: figures + (metrics.simulated ? [best] : []))
        }
        let best = metrics.bestPossible
        return ReportTable(
            caption: "All \(Format.count(metrics.cases)) cases",
            columns: ["Figure", "Value", "95% interval", "Baseline"] + (metrics.simulated ? ["Best possible"] : []),
            rows: [
                row("Base rate of pay", Format.percent(metrics.baseRate)),
                row(
                    "Accuracy",
                    Format.percent(metrics.accuracy),
                    metrics.accuracyInterval,
                    Format.percent(metrics.majorityAccuracy),
                    Format.percent(best?.accuracy)
                ),
                row("AUC", Format.number(metrics.auc), nil, Format.number(0.5)),
                row(
                    "Log loss",
                    Format.number(metrics.logLoss),
                    nil,
                    Format.number(metrics.baseLogLoss),
                    Format.number(best?.logLoss)
                ),
                row("Brier score", Format.number(metrics.brier), nil, Format.number(metrics.baseBrier)),
                row("Calibration error (ECE)", Format.number(metrics.ece)),
                row("Coverage", Format.percent(metrics.coverage)),
                row("Selective accuracy", Format.percent(metrics.selectiveAccuracy)),
                row("Wrong pay rate", Format.percent(metrics.wrongPayRate), metrics.wrongPayRateInterval),
                row("Wrong deny rate", Format.percent(metrics.wrongDenyRate), metrics.wrongDenyRateInterval),
            ]
        )
    }

    private static func confusion(_ confusion: Confusion) -> ReportTable {
        ReportTable(
            caption: "Labels and suggestions",
            columns: ["Label", "Suggested pay", "Suggested deny", "Left to review"],
            rows: [
                Row(
                    head: "pay",
                    figures: [confusion.payPay, confusion.payDeny, confusion.payReview].map(Format.count)
                ),
                Row(
                    head: "deny",
                    figures: [confusion.denyPay, confusion.denyDeny, confusion.denyReview].map(Format.count)
                ),
            ]
        )
    }

    private static func money(_ amounts: Amounts, _ currency: String?) -> ReportTable {
        func row(_ head: String, _ wrong: Double, _ whole: Double) -> Row {
            let share = whole > 0 ? Format.percent(wrong / whole) : Format.undefined
            return Row(head: head, figures: [Format.money(wrong, currency), Format.money(whole, currency), share])
        }
        return ReportTable(
            caption: "Amounts claimed, \(Format.count(amounts.cases)) cases with a known amount",
            columns: ["Error", "Amount wrong", "Amount suggested", "Share"],
            rows: [
                row("Wrong pays", amounts.wrongPay, amounts.suggestedPay),
                row("Wrong denies", amounts.wrongDeny, amounts.suggestedDeny),
            ]
        )
    }

    /// What each period's model knew.
    private static func known(_ replay: Replay) -> ReportTable {
        let rows = replay.periods.map { period in
            let source =
                switch period.source {
                case .noCase: Format.undefined
                case .baseRate: "share of pay"
                case .defaults: "defaults"
                case .chosen: period.choice.map { words(replay.choices[$0]) } ?? Format.undefined
                }
            let until = period.pastUntil ?? Format.undefined
            return Row(head: period.period, figures: [Format.count(period.pastCases), until, source])
        }
        return ReportTable(
            caption: "What was known before each period",
            columns: ["Period", "Earlier cases", "The newest of", "Scored by"],
            rows: rows
        )
    }

    private static func words(_ choice: Replay.Choice) -> String {
        "\(choice.learner), chosen \(choice.period)"
    }

    private static func groupColumns(simulated: Bool) -> [String] {
        ["Cases", "Pays", "Accuracy", "95% interval", "Majority"] + (simulated ? ["Best possible"] : [])
            + ["AUC", "Log loss", "Wrong pay", "Wrong deny"]
    }

    private static func row(_ head: String, _ metrics: Metrics?, simulated: Bool) -> Row {
        guard let metrics else {
            let none = [String](repeating: Format.undefined, count: groupColumns(simulated: simulated).count - 1)
            return Row(head: head, figures: [Format.count(0)] + none)
        }
        return Row(
            head: head,
            figures: [
                Format.count(metrics.cases), Format.percent(metrics.baseRate), Format.percent(metrics.accuracy),
                Format.percent(metrics.accuracyInterval), Format.percent(metrics.majorityAccuracy),
            ] + (simulated ? [Format.percent(metrics.bestPossible?.accuracy)] : []) + [
                Format.number(metrics.auc), Format.number(metrics.logLoss), Format.percent(metrics.wrongPayRate),
                Format.percent(metrics.wrongDenyRate),
            ],
            share: metrics.accuracy,
            baseline: metrics.majorityAccuracy
        )
    }
}
