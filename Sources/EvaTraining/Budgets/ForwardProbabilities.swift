import EvaCorpus
import EvaDecisions

/// Probabilities that rows of a table got from models, calibrated by maps, that were chosen and fitted on earlier rows
/// only: what thresholds are found on.
struct ForwardProbabilities: Sendable {
    /// Rows of the table, ascending.
    private(set) var rows: [Int] = []
    /// Calibrated probabilities of pay.
    private(set) var probabilities: [Double] = []

    init() {}

    init(rows: Range<Int>, _ probabilities: [Double]) {
        self.rows = Array(rows)
        self.probabilities = probabilities
    }

    mutating func append(_ probabilities: [Double], rows: Range<Int>) {
        self.rows += rows
        self.probabilities += probabilities
    }

    /// All of them as cases of a record.
    func cases(of table: CaseTable, policy: Policy?) -> ForwardCases {
        ForwardCases(table, rows: rows, probabilities: probabilities, policy: policy)
    }

    /// Those of rows before `end` that decide for a policy now.
    func cases(of table: CaseTable, before end: Int, deciding policy: Policy) -> ForwardCases {
        let known = rows[...].partitionIndex { $0 < end }
        let count = RecentWindow().count(newestFirst: rows[..<known].reversed().lazy.map { table.times[$0] })
        return ForwardCases(
            table,
            rows: Array(rows[known - count..<known]),
            probabilities: Array(probabilities[known - count..<known]),
            policy: policy,
            forPolicyOnly: true
        )
    }
}
