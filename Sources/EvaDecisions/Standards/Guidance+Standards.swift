import EvaCorpus
import EvaStandards

/// What a case comes to once the clauses had their say.
struct Weighed {
    /// What the model decides by itself.
    let model: Decision
    /// Clauses that apply.
    let matches: [CatalogueMatcher.Match]
    /// What is decided.
    var decision: Decision
}

extension Guidance {
    /// What clauses make of the model's own decision on a row.
    ///
    /// `hasCause` tells whether a field speaks against paying the case; `deciding` gives the model's own decision on a
    /// changed case, in a table of one row.
    func weigh(
        _ own: Decision,
        _ table: CaseTable,
        row: Int,
        hasCause: () throws -> Bool,
        deciding: (CaseTable) throws -> Decision
    ) throws -> Weighed {
        let matches = standards?.matches(table, row: row) ?? []
        var weighed = Weighed(model: own, matches: matches, decision: own)
        if let standards {
            weighed.decision = try standards.settle(own, matches, table, row: row, asking: deciding)
        }
        // A deny names what speaks against paying, be it a clause or a field.
        guard weighed.decision.answer == .deny, !weighed.hasClauseAgainst, try !hasCause() else { return weighed }
        weighed.decision.answer = .review
        weighed.decision.reviewCause = .unsure
        return weighed
    }
}

extension Weighed {
    /// Clauses in force that speak against paying.
    var hasClauseAgainst: Bool { matches.contains { $0.isInForce && !$0.effect.isForPay } }
}
