public import EvaBundle
public import EvaCorpus
public import EvaFeatures

/// Answers cases: a bundle's model, made into suggestions with reasons.
public struct Advisor: Sendable {
    /// The bundle that answers.
    public let bundle: ModelBundle
    /// How the bundle is named in answers.
    public let identity: ModelIdentity
    /// What else has a say in the answer.
    public var guidance = Guidance()
    /// Looks for what would change a suggestion; `nil`: nobody asks.
    public var changes: ChangeSearch?
    /// What suggests amounts; `nil` where no paid amounts were learned from.
    public var amounts: AmountModel?
    /// Earlier cases, by which it also knows a case unlike any of them; `nil`: none are told.
    public var precedents: PrecedentIndex?
    let causes: CauseSearch

    /// Creates an advisor.
    public init(bundle: ModelBundle, identity: ModelIdentity) {
        self.bundle = bundle
        self.identity = identity
        causes = CauseSearch(bundle.model)
    }

    /// Memory for the features of single cases.
    public func makeRow() -> FeatureRow { bundle.model.makeRow(keepsLeaves: precedents != nil) }

    /// Decision on a row of a table read with the bundle's schema; `features` is memory from `makeRow`.
    public func decide(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Decision {
        let own = try decideAlone(table, row: row, using: &features)
        return isFinal(own) ? own : try weigh(own, table, row: row, features)
    }

    /// Whether there is nothing to weigh, which is the case that must be fast.
    private func isFinal(_ own: Decision) -> Bool {
        guidance.standards == nil && (own.answer != .deny || causes.isSure(own.score))
    }

    /// Decision after clauses and causes, where `own` is what the model decides by itself on the case's `features`.
    private func weigh(_ own: Decision, _ table: CaseTable, row: Int, _ features: FeatureRow) throws -> Decision {
        try guidance.weigh(
            own,
            table,
            row: row,
            hasCause: { causes.isSure(own.score) || causes.hasCause(features) },
            deciding: decideAlone
        )
        .decision
    }

    /// What the model decides by itself, before clauses.
    private func decideAlone(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Decision {
        let (score, probability) = try bundle.model.predict(table, row: row, using: &features)
        var decision = guidance.decide(table, row: row, score: score, probability: probability)
        if try precedents?.isNovel(table, row: row, features) == true { decision.leave(for: .novelty) }
        return decision
    }

    /// The same on a case that is only thought of; memory of its own, so that the case at hand keeps its features.
    private func decideAlone(_ changed: CaseTable) throws -> Decision {
        var features = makeRow()
        return try decideAlone(changed, row: 0, using: &features)
    }

    /// Suggestion for a row of a table read with the bundle's schema.
    public func suggest(_ table: CaseTable, row: Int) throws -> Suggestion {
        var features = makeRow()
        return try suggest(table, row: row, using: &features)
    }

    /// The same with `features` as memory, from `makeRow`.
    public func suggest(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Suggestion {
        try suggest(table, row: row, using: &features, changes: true)
    }

    /// The same; without `changes` nobody looks for what would change it.
    func suggest(
        _ table: CaseTable,
        row: Int,
        using features: inout FeatureRow,
        changes: Bool
    ) throws -> Suggestion {
        let explanation = try bundle.model.explain(table, row: row, using: &features)
        let fields = bundle.model.featurizer.layout.fields
        let contributions = zip(fields, explanation.contributions).map { (field: $0, value: $1) }
        var own = guidance.decide(
            table,
            row: row,
            score: explanation.score,
            probability: explanation.probability
        )
        let seen = try precedents?.consult(table, row: row, features, contributions: explanation.contributions)
        if seen?.isNovel == true { own.leave(for: .novelty) }
        let weighed = try guidance.weigh(
            own,
            table,
            row: row,
            hasCause: { causes.isSure(own.score) || CauseSearch.isCause(in: explanation.contributions) },
            deciding: decideAlone
        )
        let decision = weighed.decision
        var suggestion = Suggestion(
            caseID: table.ids.text(of: row),
            answer: decision.answer,
            reviewCause: decision.reviewCause,
            decidedBy: decision.decidedBy,
            confidence: decision.confidence,
            probability: decision.probability,
            score: decision.score,
            base: explanation.base,
            contributions: contributions,
            reasons: reasons(contributions, table, row: row, most: 4),
            precedents: seen?.precedents ?? [],
            amount: try amount(table, row: row, using: &features),
            model: identity
        )
        if let standards = guidance.standards {
            suggestion.standards = standards.findings(weighed.matches)
            suggestion.conflicts = standards.conflicts(weighed.matches, model: weighed.model)
            suggestion.missingEvidence = standards.missingEvidence(weighed.matches)
        }
        nameCause(of: &suggestion, weighed, table, row: row)
        if changes {
            suggestion.whatWouldChangeIt = try change(of: decision, suggestion.missingEvidence, table, row: row)
        }
        return suggestion
    }

    /// Precedents are slow to look through, so that only what the search found is held against them: no change makes a
    /// case one that was seen before, but it can make it one that was not.
    private func change(
        of decision: Decision,
        _ missing: [MissingEvidence],
        _ table: CaseTable,
        row: Int
    ) throws -> WhatWouldChangeIt? {
        guard let changes, decision.reviewCause != .novelty else { return nil }
        let blind = withoutPrecedents
        let model = bundle.model
        var features = makeRow()
        var base = model.makeRow()
        try model.featurizer.transform(table, row: row, into: &base)
        return try changes.find(
            table,
            row: row,
            from: decision,
            wanted: Set(missing.map(\.evidence)),
            confirm: { changed, then in
                try precedents == nil || decide(changed, row: 0, using: &features).answer == then.answer
            },
            decide: { changed, fields in
                let (score, probability) =
                    try model.predict(changed, row: 0, using: &features, from: base, changed: fields)
                let own = guidance.decide(changed, row: 0, score: score, probability: probability)
                return blind.isFinal(own) ? own : try blind.weigh(own, changed, row: 0, features)
            }
        )
    }

    private var withoutPrecedents: Advisor {
        var advisor = self
        advisor.precedents = nil
        return advisor
    }

    /// A deny that no clause speaks for names at least one field that does, be it weaker than those that speak against.
    private func nameCause(of suggestion: inout Suggestion, _ weighed: Weighed, _ table: CaseTable, row: Int) {
        guard
            suggestion.answer == .deny, !weighed.hasClauseAgainst,
            !suggestion.reasons.contains(where: { $0.contribution < -CauseSearch.leastCause })
        else { return }
        let against = suggestion.contributions.map { (field: $0.field, value: min(0, $0.value)) }
        suggestion.reasons = suggestion.reasons.prefix(3) + reasons(against, table, row: row, most: 1)
    }

    private func reasons(
        _ contributions: [(field: String, value: Double)],
        _ table: CaseTable,
        row: Int,
        most: Int
    ) -> [Reason] {
        Reason.strongest(contributions, of: table, row: row, featurizer: bundle.model.featurizer, most: most)
    }

    /// Also of a case that is not to be paid: what to pay if a person decides to.
    private func amount(
        _ table: CaseTable,
        row: Int,
        using features: inout FeatureRow
    ) throws -> SuggestedAmount? {
        guard let role = table.schema.amount, !table.amounts.isEmpty, !table.amounts[row].isNaN else { return nil }
        let payable = try amounts?.amount(table, row: row, using: &features)
        return SuggestedAmount(
            claimed: table.amounts[row],
            suggested: payable?.suggested,
            lowest: payable?.lowest,
            highest: payable?.highest,
            currency: role.currency
        )
    }
}

extension Advisor {
    /// Creates an advisor from a bundle on disk, with all that the bundle has to say.
    ///
    /// **Throws**: `BundleError` for a part that does not hold together.
    public init(_ loaded: LoadedBundle) throws(BundleError) {
        self.init(
            bundle: loaded.bundle,
            identity: ModelIdentity(name: loaded.name, version: loaded.version, hash: loaded.hash)
        )
        amounts = try AmountModel(loaded.bundle)
        precedents = try PrecedentIndex(loaded.bundle)
    }
}
