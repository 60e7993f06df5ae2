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
        let groups = GroupTable(report)
        return short(report) + report.slices.map { groups.table($0) }
    }

    /// The tables without the slices.
    static func short(_ report: EvaluationReport) -> [ReportTable] {
        var tables = [figures(report), confusion(report.metrics)]
        if let amounts = report.metrics.amounts { tables.append(amountTable(amounts, report.currency)) }
        if let money = report.metrics.money { tables.append(moneyTable(money, report.currency)) }
        if let budgets = report.budgets { tables.append(self.budgets(budgets)) }
        if let decisions = report.metrics.firstDecisions { tables.append(firstDecisions(decisions)) }
        if !report.periods.isEmpty { tables.append(GroupTable(report).periods(report.periods)) }
        if let replay = report.replay { tables.append(known(replay)) }
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
                row(
                    "Error over coverages (AURC)",
                    Format.number(metrics.aurc),
                    nil,
                    Format.number(1 - metrics.accuracy)
                ),
                row("Coverage", Format.percent(metrics.coverage)),
                row(
                    "Selective accuracy",
                    Format.percent(metrics.selectiveAccuracy),
                    metrics.selectiveAccuracyInterval
                ),
                row("Wrong pay rate", Format.percent(metrics.wrongPayRate), metrics.wrongPayRateInterval),
                row("Wrong deny rate", Format.percent(metrics.wrongDenyRate), metrics.wrongDenyRateInterval),
            ]
        )
    }

    private static func confusion(_ metrics: Metrics) -> ReportTable {
        let confusion = metrics.confusion
        let causes = metrics.reviewCauses.sorted { $0.key < $1.key }
            .map { "\($0.key.replacing("_", with: " ")) \(Format.count($0.value))" }
        return ReportTable(
            caption: "Labels and suggestions"
                + (causes.isEmpty ? "" : "; left to review: \(causes.joined(separator: ", "))"),
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

    private static func amountTable(_ amounts: Amounts, _ currency: String?) -> ReportTable {
        func row(_ head: String, _ wrong: Double, _ whole: Double, _ share: Double?, _ interval: Interval?) -> Row {
            let sums = [Format.money(wrong, currency), Format.money(whole, currency)]
            return Row(head: head, figures: sums + [Format.percent(share), Format.percent(interval)])
        }
        return ReportTable(
            caption: "Amounts claimed, \(Format.count(amounts.cases)) cases with a known amount",
            columns: ["Error", "Amount wrong", "Amount suggested", "Share", "95% interval"],
            rows: [
                row(
                    "Wrong pays",
                    amounts.wrongPay,
                    amounts.suggestedPay,
                    amounts.wrongPayRate,
                    amounts.wrongPayRateInterval
                ),
                row(
                    "Wrong denies",
                    amounts.wrongDeny,
                    amounts.suggestedDeny,
                    amounts.wrongDenyRate,
                    amounts.wrongDenyRateInterval
                ),
            ]
        )
    }

    private static func moneyTable(_ money: Money, _ currency: String?) -> ReportTable {
        func row(_ head: String, _ cost: Double, _ saved: Money.Sum? = nil) -> Row {
            let figures = [saved.map { Format.whole($0.total) }, saved?.interval.map(Format.whole)]
            return Row(head: head, figures: [Format.whole(cost)] + figures.map { $0 ?? Format.undefined })
        }
        let unit = currency.map { " in \($0)" } ?? ""
        return ReportTable(
            caption: "Costs\(unit); \(Format.whole(money.atStake)) at stake",
            columns: ["Way", "Costs", "Saved by Eva", "95% interval"],
            rows: [
                row("Eva's suggestions", money.cost.total),
                row("– wrong pays", money.wrongPay),
                row("– wrong denies", money.wrongDeny),
                row("– reviews", money.review),
                row("Pay all", money.payAll, money.savedAgainstPayAll),
                row("Deny all", money.denyAll, money.savedAgainstDenyAll),
                row("Review all", money.reviewAll, money.savedAgainstReviewAll),
            ]
        )
    }

    private static func firstDecisions(_ decisions: FirstDecisions) -> ReportTable {
        ReportTable(
            caption: "Agents before re-review, \(Format.count(decisions.cases)) cases",
            columns: ["Decided by", "Accuracy", "95% interval"],
            rows: [
                Row(
                    head: "Agents",
                    figures: [Format.percent(decisions.accuracy), Format.percent(decisions.accuracyInterval)]
                ),
                Row(
                    head: "Eva at 0.5",
                    figures: [Format.percent(decisions.evaAccuracy), Format.percent(decisions.evaAccuracyInterval)]
                ),
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
}
