import EvaCorpus
import EvaDecisions
public import EvaEvaluation

/// What a backtest gives: a probability for each case, and how each period came to it.
public struct BacktestResult: Sendable {
    /// The cases scored, in time order, with their periods.
    public let cases: ScoredCases
    /// What each period's model knew.
    public let replay: Replay
    private let table: CaseTable
    private let rows: Range<Int>
    private let options: BacktestOptions
    private let currency: String?

    init(
        _ table: CaseTable,
        _ options: BacktestOptions,
        costs: CostTable?,
        rows: Range<Int>,
        periods: [ScoredPeriod],
        choices: [Replay.Choice],
        fits: Int
    ) throws {
        cases = try ScoredCases(
            table,
            rows: rows,
            decisions: periods.flatMap(\.decisions),
            costs: costs,
            periods: periods.flatMap { repeatElement($0.told.period, count: $0.rows.count) }
        )
        replay = Replay(
            every: options.every.rawValue,
            labelDelayDays: options.labelDelayDays,
            learner: options.training.learner.rawValue,
            search: options.training.search.rawValue,
            seed: options.training.seed,
            periods: periods.map(\.told),
            choices: choices,
            fits: fits
        )
        self.table = table
        self.rows = rows
        self.options = options
        currency = table.schema.amount?.currency ?? costs?.currency
    }

    /// The figures of all cases together, per period and per slice; `rejects` are the rows of the
    /// corpus that were rejected.
    public func report(rejects: Int) throws -> EvaluationReport {
        var report = try EvaluationReport(
            title: "Backtest on \(table.schema.corpus)",
            corpus: table.schema.corpus,
            model: nil,
            window: EvaluationReport.Window(since: options.since.description, until: options.until?.description),
            cases: cases,
            currency: currency,
            rejects: rejects,
            notes: notes,
            replay: replay
        )
        report.budgets = options.policy.map { BudgetReport($0, cases) }
        return report
    }

    private var notes: [String] {
        let asked = options.training.search
        func note(_ text: String, _ isMeant: (Replay.Period) -> Bool) -> String? {
            let periods = replay.periods.filter(isMeant).map(\.period)
            return periods.isEmpty ? nil : "\(text): \(periods.joined(separator: ", "))"
        }
        let less = SearchEffort.allCases.filter { $0 < asked }
            .map { effort in
                note("the earlier cases were too few for search \(asked.rawValue), so that it was \(effort.rawValue)") {
                    $0.choice.map { replay.choices[$0].search } == effort.rawValue
                }
            }
        return [
            note("no case to score") { $0.source == .noCase },
            note(
                "no earlier case, or all of one label, so that each case got their share of pay with one case of each "
                    + "label added"
            ) { $0.source == .baseRate },
            note(
                "the earlier cases were too few to choose by, so that a model with defaults scored (trees: 50 rounds of 8 "
                    + "leaves; logistic regression: a penalty of 1 over their number)"
            ) { $0.source == .defaults },
        ]
        .compactMap(\.self) + less.compactMap(\.self)
    }

    /// A row a case, in time order: `case_id,time,label,probability,suggestion`.
    public func predictionsCSV() -> String {
        var csv = "case_id,time,label,probability,suggestion\n"
        for (position, row) in rows.enumerated() {
            let id = table.ids.text(of: row).map(CaseTableWriter.cell) ?? ""
            let label = cases.labels[position] == 1 ? "pay" : "deny"
            csv += "\(id),\(table.times[row]),\(label),\(cases.probabilities[position]),"
            csv += "\(cases.suggestions[position].rawValue)\n"
        }
        return csv
    }
}
