public import EvaCorpus
public import EvaDecisions
public import EvaEvaluation
public import EvaNumerics

/// Judges an advisor on the cases of a table.
public struct Evaluator {
    private let advisor: Advisor
    private let pool: WorkerPool

    /// Rows scored at a time, so that memory does not grow with the corpus.
    private static let batch = 20_000

    /// Creates an evaluator.
    public init(_ advisor: Advisor, pool: WorkerPool) {
        self.advisor = advisor
        self.pool = pool
    }

    /// Decides all rows and judges that overall, per year and per slice.
    ///
    /// The cases are labelled and read with the bundle's schema; the report tells the window asked for and the rows of
    /// the corpus that were rejected. `progress` is told the rows scored, and may throw to cancel.
    ///
    /// **Throws**: `EvaluationError` when there is no case.
    public func report(
        _ table: CaseTable,
        window: EvaluationReport.Window,
        rejects: Int,
        progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> EvaluationReport {
        var decisions: [Decision] = []
        decisions.reserveCapacity(table.rowCount)
        for start in stride(from: 0, to: table.rowCount, by: Self.batch) {
            try progress(start, table.rowCount)
            let rows = start..<min(start + Self.batch, table.rowCount)
            decisions += try advisor.decide(table, rows: rows, pool: pool)
        }
        let schema = table.schema
        let cases = try ScoredCases(
            table,
            rows: 0..<table.rowCount,
            decisions: decisions,
            costs: advisor.guidance.costs,
            periods: table.times.map { String($0.description.prefix(4)) }
        )
        let identity = advisor.identity
        let amounts = try advisor.amounts.flatMap { try AmountErrors($0, on: table, pool: pool) }
        var report = try EvaluationReport(
            title: "\(identity.name) version \(identity.version) on \(schema.corpus)",
            corpus: schema.corpus,
            model: EvaluationReport.Model(name: identity.name, version: identity.version, hash: identity.hash),
            window: window,
            cases: cases,
            currency: schema.amount?.currency ?? advisor.guidance.costs?.currency,
            rejects: rejects,
            notes: notes(table) + [amounts?.sentence(currency: schema.amount?.currency)].compactMap(\.self)
        )
        report.amountErrors = amounts
        report.budgets = advisor.guidance.rule.map { BudgetReport($0.policy, cases) }
        return report
    }

    /// Cases that the model may have learned from are no test of it, and the report says so.
    private func notes(_ table: CaseTable) -> [String] {
        let training = advisor.bundle.info.training
        guard
            advisor.bundle.info.corpus == table.schema.corpus, let last = CaseTime(parsing: training.lastTime),
            let first = CaseTime(parsing: training.firstTime)
        else { return [] }
        let known = table.rows(since: first).clamped(to: 0..<table.times[...].partitionIndex { $0 <= last })
        guard !known.isEmpty else { return [] }
        return [
            "\(known.count) of the cases lie between \(training.firstTime) and \(training.lastTime), the time the model "
                + "learned from: figures on them flatter. Use --since with a later day for an honest judgement."
        ]
    }
}
