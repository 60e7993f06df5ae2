import EvaCorpus
import EvaEvaluation

extension ScoredCases {
    /// Rows of a labelled table with what a model said about them, and a slice for each category field.
    init(_ table: CaseTable, rows: Range<Int>, probabilities: [Double], periods: [String]) throws {
        try self.init(
            labels: Array(table.labels[rows]),
            probabilities: probabilities,
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
