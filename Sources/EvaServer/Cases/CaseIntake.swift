package import EvaDecisions
package import EvaStore

/// Takes cases and suggestions into the store.
package struct CaseIntake: Sendable {
    /// Who sends them, and what that user may see.
    package let view: CaseView
    /// Whose the cases are to be; `nil` for whoever takes them.
    package let agent: Int64?

    package init(view: CaseView, agent: Int64?) {
        self.view = view
        self.agent = agent
    }

    /// Opens a case.
    package func open(_ facts: CaseFacts, _ transaction: StoreTransaction) throws -> StoredCase {
        try transaction.receive(new(facts))
    }

    private func new(_ facts: CaseFacts) -> NewCase {
        NewCase(id: facts.id, fields: facts.fields, amount: facts.amount, segment: facts.segment, agent: agent)
    }

    /// Stores a suggestion with its case: a new one is opened, an open one that the
    /// user may see gets the facts as they are now.
    package func store(
        _ suggestion: PreparedSuggestion,
        _ transaction: StoreTransaction
    ) throws -> StoredSuggestion {
        let facts = suggestion.facts
        if let stored = try transaction.receiveIfNew(new(facts)) {
            return try transaction.serve(suggestion.new, for: stored)
        }
        var stored = try transaction.reader.case(suggestion.id)
        guard view.shows(stored) else {
            throw StoreError(
                .alreadyExists,
                "there is a case \(suggestion.id) already",
                place: "$",
                cure: "give each case an identifier of its own"
            )
        }
        if stored.fields != facts.fields || stored.status != .open {
            stored = try transaction.amend(
                suggestion.id,
                fields: facts.fields,
                amount: facts.amount,
                segment: facts.segment
            )
        }
        return try transaction.serve(suggestion.new, for: stored)
    }
}

/// A suggestion as it is stored and served.
package struct PreparedSuggestion: Sendable {
    /// Identifier of its case, given if it came without.
    package let id: String
    package let facts: CaseFacts
    package let new: NewSuggestion

    /// Of what `serving` says about a case; `isShown` says whether whoever decides it sees that at once.
    package init(_ facts: CaseFacts, _ suggestion: Suggestion, by serving: Serving, isShown: Bool = true) {
        let id = facts.id ?? NewCase.makeID()
        var (facts, suggestion) = (facts, suggestion)
        facts.id = id
        suggestion.caseID = id
        self.id = id
        self.facts = facts
        new = NewSuggestion(
            suggestion,
            json: suggestion.json.text,
            settings: serving.settings.hashes,
            isShown: isShown
        )
    }
}

/// Suggestions that were served.
enum SuggestionJSON {
    /// The JSON of a suggestion with its number in the store.
    static func text(_ json: String, id: Int64) -> String { "{\"suggestion_id\":\(id),\(json.dropFirst())" }
}
