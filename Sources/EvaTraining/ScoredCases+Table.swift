import EvaCorpus
import EvaDecisions
import EvaEvaluation

extension ScoredCases {
    /// Rows of a labelled table with what was decided about them, and a slice for each category field.
    init(_ table: CaseTable, rows: Range<Int>, decisions: [Decision], periods: [String]) throws {
        try self.init(
            labels: Array(table.labels[rows]),
            probabilities: decisions.map(\.probability),
            suggestions: decisions.map { Suggestion($0.answer) },
            amounts: table.amounts.isEmpty ? nil : Array(table.amounts[rows]),
            truths: table.truths.isEmpty ? nil : Array(table.truths[rows]),
            periods: periods,
            slices: zip(table.schema.fields, table.columns)
                .compactMap { field, column in
                    guard case .category(let values) = column, !values.categories.isEmpty else { return nil }
                    return SliceField(
                        field: field.name,
                        values: values.codes[rows].map { $0 < 0 ? "missing" : values.categories[Int($0)] }
                    )
                }
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
