import EvaCorpus
package import EvaDecisions

/// What the store keeps of a case that was read: its facts, and nothing that was sent with them but is no fact.
package struct CaseFacts: Sendable {
    package var id: String?
    package let fields: String
    package let amount: Double?
    package let segment: String?

    /// Of the case in a table of one row.
    init(_ table: CaseTable, segmentField: Int?) {
        id = table.ids.text(of: 0)
        fields = CaseJSONWriter.json(table, row: 0)
        amount = table.amounts.first.flatMap { $0.isFinite ? $0 : nil }
        segment = segmentField.flatMap { table.displayValue(field: $0, row: 0) }
    }
}

extension Serving {
    /// Reads a case.
    package func read(_ json: [UInt8], line: Int = 1) throws -> CaseFacts {
        try withSession { session in
            CaseFacts(try session.read(json, file: "body", line: line), segmentField: segmentField)
        }
    }

    /// Reads a case and says what to do with it; with `changes`, also what would change that.
    package func suggest(
        _ json: [UInt8],
        line: Int = 1,
        changes: Bool = true
    ) throws -> (facts: CaseFacts, suggestion: Suggestion) {
        try withSession { session in
            let table = try session.read(json, file: "body", line: line)
            let suggestion = try session.suggest(table, changes: changes)
            return (CaseFacts(table, segmentField: segmentField), suggestion)
        }
    }

    /// Reads a case and says what to do with it, but not why.
    package func decide(_ json: [UInt8], line: Int = 1) throws -> (id: String?, decision: Decision) {
        try withSession { session in
            let table = try session.read(json, file: "body", line: line)
            return (table.ids.text(of: 0), try session.decide(table))
        }
    }
}
