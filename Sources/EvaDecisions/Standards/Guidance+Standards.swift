import EvaBundle
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
    /// `contributions` gives those of the fields where the case has its features already; `deciding` gives the model's own
    /// decision on a changed case, in a table of one row. Without a model no deny is asked for its cause.
    func weigh(
        _ own: Decision,
        _ table: CaseTable,
        row: Int,
        model: ClaimModel?,
        contributions: (() -> [Double])? = nil,
        deciding: (CaseTable) throws -> Decision
    ) throws -> Weighed {
        let matches = standards?.matches(table, row: row) ?? []
        var weighed = Weighed(model: own, matches: matches, decision: own)
        if let standards {
            weighed.decision = try standards.settle(own, matches, table, row: row, asking: deciding)
        }
        guard let model, try !weighed.hasCause(model, table, row: row, contributions) else { return weighed }
        weighed.decision.answer = .review
        weighed.decision.reviewCause = .unsure
        return weighed
    }
}

extension Weighed {
    /// Clauses in force that speak against paying.
    var hasClauseAgainst: Bool { matches.contains { $0.isInForce && !$0.effect.isForPay } }

    /// Whether a deny can name what speaks against paying, be it a clause or a field; other answers need not.
    fileprivate func hasCause(
        _ model: ClaimModel,
        _ table: CaseTable,
        row: Int,
        _ contributions: (() -> [Double])?
    ) throws -> Bool {
        guard decision.answer == .deny, !hasClauseAgainst else { return true }
        if decision.score < Self.surelyCaused(model) { return true }
        return try (contributions?() ?? model.explain(table, row: row).contributions).contains { $0 < -Self.leastCause }
    }

    /// Contributions add up to the score less the base: below this score one of them must be a cause, and none need be
    /// known.
    static func surelyCaused(_ model: ClaimModel) -> Double {
        model.base - Double(model.featurizer.layout.fields.count) * leastCause
    }

    /// Log-odds against paying below which a field is no cause: they move a probability by a quarter of a point at most.
    static let leastCause = 0.01
}
