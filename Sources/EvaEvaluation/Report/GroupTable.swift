/// Tables with a row a period or value; figures that say nothing for any of the cases have no column.
struct GroupTable {
    private typealias Column = (title: String, figure: (Metrics) -> String)

    private let columns: [Column]

    init(_ report: EvaluationReport) {
        let all = report.metrics
        var columns: [Column] = [
            ("Pays", { Format.percent($0.baseRate) }),
            ("Accuracy", { Format.percent($0.accuracy) }),
            ("95% interval", { Format.percent($0.accuracyInterval) }),
            ("Majority", { Format.percent($0.majorityAccuracy) }),
        ]
        if all.simulated { columns.append(("Best", { Format.percent($0.bestPossible?.accuracy) })) }
        if all.firstDecisions != nil { columns.append(("Agents", { Format.percent($0.firstDecisions?.accuracy) })) }
        columns += [("AUC", { Format.number($0.auc) }), ("Log loss", { Format.number($0.logLoss) })]
        if all.coverage < 1 {
            columns += [
                ("Coverage", { Format.percent($0.coverage) }),
                ("Selective", { Format.percent($0.selectiveAccuracy) }),
            ]
        }
        columns += [
            ("Wrong pay", { Format.percent($0.wrongPayRate) }), ("Wrong deny", { Format.percent($0.wrongDenyRate) }),
        ]
        if let money = all.money {
            let way = money.cheapestWay
            columns.append(("Saved", { Format.whole($0.money.map { $0.saved(against: way).total }) }))
        }
        self.columns = columns
    }

    func periods(_ periods: [EvaluationReport.Period]) -> ReportTable {
        table("By period", "Period", periods.map { ($0.period, $0.metrics) })
    }

    func table(_ slice: EvaluationReport.Slice) -> ReportTable {
        table("By \(slice.field)", "Value", slice.values.map { ($0.value, $0.metrics) })
    }

    private func table(_ caption: String, _ head: String, _ groups: [(name: String, metrics: Metrics?)]) -> ReportTable
    {
        ReportTable(
            caption: caption,
            columns: [head, "Cases"] + columns.map(\.title),
            rows: groups.map { name, metrics in
                let figures = columns.map { column in metrics.map(column.figure) ?? Format.undefined }
                return ReportTable.Row(
                    head: name,
                    figures: [Format.count(metrics?.cases ?? 0)] + figures,
                    share: metrics?.accuracy,
                    baseline: metrics?.majorityAccuracy
                )
            }
        )
    }
}
