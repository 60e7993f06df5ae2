package import EvaCorpus
package import EvaDecisions
package import EvaEvaluation
package import EvaNumerics

extension AmountErrors {
    /// Judges a model on the paid cases of a labelled table whose claimed and paid amounts are known; `nil` when there is
    /// none.
    package init?(_ model: AmountModel, on table: CaseTable, pool: WorkerPool) throws {
        guard !table.amounts.isEmpty, !table.paid.isEmpty else { return nil }
        let rows = (0..<table.rowCount)
            .filter { row in
                table.labels[row] == 1 && PaidShare.share(paid: table.paid[row], claimed: table.amounts[row]) != nil
            }
        let cases = table.subset(rows)
        let amounts = try model.amounts(cases, rows: 0..<cases.rowCount, pool: pool)
        let judged = amounts.enumerated()
            .compactMap { row, amount in
                amount.map {
                    Case(
                        claimed: cases.amounts[row],
                        paid: cases.paid[row],
                        suggested: $0.suggested,
                        lowest: $0.lowest,
                        highest: $0.highest
                    )
                }
            }
        self.init(judged, medianRatio: model.medianRatio)
    }
}
