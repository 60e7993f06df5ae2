public import EvaCorpus
public import EvaStandards

extension Advisor {
    /// What the claimant of a case is told when the suggestion is followed; clauses as far as `catalogue` has them.
    public func notice(_ table: CaseTable, row: Int, catalogue: StandardCatalogue? = nil) throws -> ClaimantNotice {
        ClaimantNotice(try suggest(table, row: row), table: table, row: row, catalogue: catalogue)
    }
}
