public import EvaCorpus
public import EvaStandards

/// What the claimant is told: what was decided, on which facts, by which written clauses, and what can be done now.
///
/// People are told what they did, not how it was found out. A notice holds no score, probability, weight or reason of
/// the model, no confidential field, and no clause that tests or mentions one.
public struct ClaimantNotice: Sendable, Equatable {
    /// Identifier of the case; `nil` when it came without.
    public var caseID: String?
    /// What was decided; review: it is being looked at.
    public var decision: Answer
    /// Facts that spoke for the decision, in the order of the schema; empty when a clause decided, while nothing is
    /// decided, and where what spoke for it is confidential.
    public var mainFacts: [Fact]
    /// All other facts of the case that may be shown.
    public var otherFacts: [Fact]
    /// Written clauses that apply.
    public var standards: [Clause]
    /// What those clauses ask for and the case does not have.
    public var stillNeeded: [String]
    /// What the claimant can do.
    public var whatYouCanDo: [Titles]
    /// The notice in words, a paragraph a line.
    public var text: Titles

    /// A fact of the case, as it was given.
    public struct Fact: Sendable, Equatable, Encodable {
        /// Name of the field.
        public var field: String
        /// Its name for people.
        public var title: Titles
        /// The value.
        public var value: String
    }

    /// A written clause.
    public struct Clause: Sendable, Equatable, Encodable {
        /// Identifier.
        public var id: String
        /// Name for people.
        public var title: Titles
        /// The clause as it is written.
        public var text: Titles
    }

    /// Makes the notice about a case.
    ///
    /// `decision` is what a person decided; `nil` when the suggestion is followed. Clauses are shown only when
    /// `catalogue` has them, for it tells what they test.
    public init(
        _ suggestion: Suggestion,
        table: CaseTable,
        row: Int,
        decision: Answer? = nil,
        catalogue: StandardCatalogue? = nil
    ) {
        let schema = table.schema
        let secrets = Secrets(table: table, row: row)
        let decision = decision ?? suggestion.answer
        caseID = suggestion.caseID
        self.decision = decision

        let clauses = suggestion.standards.filter { secrets.allow($0, catalogue) }
        standards = clauses.map { Clause(id: $0.id, title: $0.title, text: $0.text) }
        let needed = suggestion.missingEvidence
            .filter { needed in clauses.contains { $0.missingEvidence.contains(needed.evidence) } }
            .map(\.evidence)
        stillNeeded = needed

        let facts = schema.fields.indices.filter { !schema.fields[$0].confidential }
            .compactMap { index in
                table.displayValue(field: index, row: row)
                    .map { Fact(field: schema.fields[index].name, title: schema.fields[index].shownTitle, value: $0) }
            }
        let isOurs = decision == suggestion.answer && decision != .review && suggestion.decidedBy == .model
        let main = Set(
            suggestion.reasons.filter { isOurs && ($0.contribution > 0) == (decision == .pay) }.map(\.field)
        )
        mainFacts = facts.filter { main.contains($0.field) }
        otherFacts = facts.filter { !main.contains($0.field) }
        let helpful = Self.helpfulMembers(suggestion, schema, evidenceField: catalogue?.evidenceField)
        whatYouCanDo = Self.steps(decision, needed: needed, helpful: helpful.filter { !needed.contains($0) })
        text = Titles(en: "", zh: "")
        text = words(schema)
    }

    /// Evidence first, then a person: who is denied can always ask for one.
    private static func steps(_ decision: Answer, needed: [String], helpful: [String]) -> [Titles] {
        guard decision != .pay else { return [] }
        var steps: [Titles] = []
        if !needed.isEmpty {
            let list = Wording.list(needed.map(Wording.value))
            steps.append(Titles(en: "Hand in \(list.en).", zh: "补交\(list.zh)。"))
        }
        if !helpful.isEmpty {
            let list = Wording.list(helpful.map(Wording.value))
            steps.append(Titles(en: "Hand in \(list.en) if you have it; it may help.", zh: "如有\(list.zh)，请补交，可能有帮助。"))
        }
        steps.append(
            Titles(en: "Tell us if one of these facts is wrong or out of date.", zh: "如以上信息有误或已变化，请告诉我们。")
        )
        if decision == .deny {
            steps.append(Titles(en: "Ask for a person to look at your case again.", zh: "可申请人工重新审核。"))
        }
        return steps
    }

    /// Members of evidence that can be shown and would lead to pay.
    private static func helpfulMembers(
        _ suggestion: Suggestion,
        _ schema: Schema,
        evidenceField: String?
    ) -> [String] {
        guard let change = suggestion.whatWouldChangeIt, change.suggestion == .pay else { return [] }
        let isShown = change.changes.allSatisfy { step in
            guard let field = schema.fieldIndex(step.field).map({ schema.fields[$0] }) else { return false }
            return !field.confidential && !step.added.isEmpty && (field.isEvidence || field.name == evidenceField)
        }
        return isShown ? change.changes.flatMap(\.added) : []
    }
}

extension Suggestion {
    /// Clauses that must be followed and say what is suggested: they decided, not the model.
    package var decidingStandards: [ClauseFinding] {
        if answer == .review { return [] }
        return standards.filter { $0.isInForce && $0.effect == (answer == .pay ? .mustPay : .mustDeny) }
    }
}

extension ClaimantNotice: Encodable {
    // “evidence” and “amount” are names of fields in many corpora, and these may be confidential: no key holds them.
    private enum Key: String, CodingKey {
        case caseID = "case_id"
        case decision
        case mainFacts = "main_facts"
        case otherFacts = "other_facts"
        case standards
        case stillNeeded = "still_needed"
        case whatYouCanDo = "what_you_can_do"
        case text
    }

    /// Writes all keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(caseID, forKey: .caseID)
        try container.encode(decision, forKey: .decision)
        try container.encode(mainFacts, forKey: .mainFacts)
        try container.encode(otherFacts, forKey: .otherFacts)
        try container.encode(standards, forKey: .standards)
        try container.encode(stillNeeded, forKey: .stillNeeded)
        try container.encode(whatYouCanDo, forKey: .whatYouCanDo)
        try container.encode(text, forKey: .text)
    }
}
