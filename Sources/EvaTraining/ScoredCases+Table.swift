import EvaCorpus
import EvaDecisions
import EvaEvaluation

extension ScoredCases {
    /// Rows of a labelled table with what was decided about them, and a slice for each category field, for bands of the
    /// amount and for the agents; with what errors cost where there is a table of costs.
    init(
        _ table: CaseTable,
        rows: Range<Int>,
        decisions: [Decision],
        costs: CostTable?,
        periods: [String]? = nil
    ) throws {
        let schema = table.schema
        var slices = zip(schema.fields, table.columns)
            .compactMap { field, column -> SliceField? in
                guard case .category(let values) = column else { return nil }
                return SliceField(field: field.name, column: values, rows: rows)
            }
        let amounts = table.amounts.isEmpty ? nil : Array(table.amounts[rows])
        if let amounts, let role = schema.amount, let bands = SliceField(quartersOf: amounts, field: role.field) {
            slices.append(bands)
        }
        if let agent = schema.agent, let agents = SliceField(field: agent, column: table.agents, rows: rows) {
            slices.append(agents)
        }
        // Cases from elsewhere than the simulation have no truth: then nobody knows the best possible.
        let truths = table.truths.isEmpty ? [] : Array(table.truths[rows])
        try self.init(
            labels: Array(table.labels[rows]),
            probabilities: decisions.map(\.probability),
            suggestions: decisions.map { Suggestion($0.answer) },
            reviewCauses: decisions.map { $0.reviewCause?.rawValue },
            amounts: amounts,
            costs: costs.map { CaseCosts($0, amounts: amounts ?? [Double](repeating: .nan, count: rows.count)) },
            firstDecisions: table.firstDecisions.isEmpty ? nil : Array(table.firstDecisions[rows]),
            truths: truths.isEmpty || truths.contains { $0.isNaN } ? nil : truths,
            periods: periods,
            slices: slices
        )
    }
}

extension ScoredCases.SliceField {
    fileprivate init?(field: String, column: CategoryColumn, rows: Range<Int>) {
        guard !column.categories.isEmpty else { return nil }
        self.init(
            field: field,
            values: column.codes[rows].map { $0 < 0 ? Self.missing : column.categories[Int($0)] }
        )
    }
}

extension CaseCosts {
    fileprivate init(_ costs: CostTable, amounts: [Double]) {
        self.init(
            stakes: amounts.map { costs.stake($0) },
            wrongPays: amounts.map { costs.wrongPay(amount: $0) },
            wrongDenies: amounts.map { costs.wrongDeny(amount: $0) },
            review: costs.review
        )
    }
}

extension ScoredCases.Suggestion {
    fileprivate init(_ answer: Answer) {
        switch answer {
        case .pay: self = .pay
        case .deny: self = .deny
        case .review: self = .review
        }
    }
}
