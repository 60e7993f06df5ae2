public import EvaBundle
public import EvaCorpus
public import EvaFeatures

/// Answers cases: a bundle's model, made into suggestions with reasons.
public struct Advisor: Sendable {
    /// The bundle that answers.
    public let bundle: ModelBundle
    /// How the bundle is named in answers.
    public let identity: ModelIdentity
    /// Earlier cases, by which it also knows a case unlike any of them; `nil`: none are told.
    public var precedents: PrecedentIndex?

    /// Creates an advisor.
    public init(bundle: ModelBundle, identity: ModelIdentity) {
        self.bundle = bundle
        self.identity = identity
    }

    /// Decision on a row of a table read with the bundle's schema; `features` is memory from the model's `makeRow`.
    public func decide(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Decision {
        let (score, probability) = try bundle.model.predict(table, row: row, using: &features)
        var decision = decision(score: score, probability: probability)
        if try precedents?.isNovel(table, row: row, features) == true { decision.leave(for: .novelty) }
        return decision
    }

    /// Suggestion for a row of a table read with the bundle's schema.
    public func suggest(_ table: CaseTable, row: Int) throws -> Suggestion {
        var features = bundle.model.makeRow()
        return try suggest(table, row: row, using: &features)
    }

    /// The same with `features` as memory, from the model's `makeRow`.
    public func suggest(_ table: CaseTable, row: Int, using features: inout FeatureRow) throws -> Suggestion {
        let explanation = try bundle.model.explain(table, row: row, using: &features)
        let fields = bundle.model.featurizer.layout.fields
        let contributions = zip(fields, explanation.contributions).map { (field: $0, value: $1) }
        var decision = decision(score: explanation.score, probability: explanation.probability)
        let seen = try precedents?.consult(table, row: row, features, contributions: explanation.contributions)
        if seen?.isNovel == true { decision.leave(for: .novelty) }
        return Suggestion(
            caseID: table.ids.text(of: row),
            answer: decision.answer,
            reviewCause: decision.reviewCause,
            confidence: decision.confidence,
            probability: decision.probability,
            score: decision.score,
            base: explanation.base,
            contributions: contributions,
            reasons: Reason.strongest(contributions, of: table, row: row),
            precedents: seen?.precedents ?? [],
            amount: amount(table, row: row),
            model: identity
        )
    }

    private func amount(_ table: CaseTable, row: Int) -> SuggestedAmount? {
        guard let role = table.schema.amount, !table.amounts.isEmpty, !table.amounts[row].isNaN else { return nil }
        return SuggestedAmount(claimed: table.amounts[row], currency: role.currency)
    }

    /// Without a policy every case is pay or deny, at a probability of .5.
    private func decision(score: Double, probability: Double) -> Decision {
        Decision(
            answer: probability >= 0.5 ? .pay : .deny,
            reviewCause: nil,
            confidence: max(probability, 1 - probability),
            probability: probability,
            score: score
        )
    }
}

extension Advisor {
    /// Creates an advisor from a bundle on disk.
    public init(_ loaded: LoadedBundle) {
        self.init(
            bundle: loaded.bundle,
            identity: ModelIdentity(name: loaded.name, version: loaded.version, hash: loaded.hash)
        )
    }
}
