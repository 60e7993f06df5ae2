public import EvaCorpus

extension Advisor {
    /// What the claimant of a case is told when the suggestion is followed.
    public func notice(_ table: CaseTable, row: Int) throws -> ClaimantNotice {
        notice(of: try suggest(table, row: row), table, row: row)
    }

    /// The notice that goes with a suggestion on a row.
    func notice(of suggestion: Suggestion, _ table: CaseTable, row: Int) -> ClaimantNotice {
        ClaimantNotice(suggestion, table: table, row: row, catalogue: guidance.standards?.catalogue)
    }
}
