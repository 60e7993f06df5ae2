import EvaCorpus
import EvaDecisions

/// The columns of an export: those of the schema, and more for which it gets roles.
struct ExportColumns {
    /// The schema that reads the file.
    let schema: Schema
    private let names: [String]
    private let agent: String
    private let firstDecision: String
    private let extras: [String]

    /// What is kept beside the schema's columns, in this order; ignored in training.
    private static let extraNames = [
        "eva_suggestion", "decided_before_suggestion", "decided_after_suggestion", "final_review", "review_is_blind",
        "labelled_at",
    ]

    init(_ schema: Schema) {
        var taken = Set(schema.columnNames)
        func free(_ name: String) -> String {
            var name = name
            while !taken.insert(name).inserted { name += "_" }
            return name
        }
        agent = schema.agent ?? free("agent")
        firstDecision = schema.firstDecision ?? free("first_decision")
        extras = Self.extraNames.map(free)
        var exported = schema
        exported.agent = agent
        exported.firstDecision = firstDecision
        exported.ignore += extras
        self.schema = exported
        // As the writer of tables has them, without those that the store has no values for.
        let written = CaseTableWriter.writtenColumns(exported).filter(Self.isKnown)
        names = written.map(\.column) + extras
    }

    var header: String { names.map(CaseTableWriter.cell).joined(separator: ",") }

    /// A line of the file; `cells` are those of the case's facts.
    func line(
        _ stored: StoredCase,
        _ labels: CaseLabels,
        _ label: Answer,
        _ cells: [(column: String, role: Schema.Role, cell: String)]
    ) -> String {
        var values: [String: String] = [:]
        for entry in cells { values[entry.column] = entry.cell }
        values[schema.id] = CaseTableWriter.cell(stored.id)
        if values[schema.time, default: ""].isEmpty { values[schema.time] = stored.received.caseTime.description }
        values[schema.label.field] = spelling(label)
        values[agent] = labels.agent.map(CaseTableWriter.cell)
        values[firstDecision] = spelling(labels.first)
        let more = [
            labels.suggestion?.rawValue, labels.before?.rawValue, labels.after?.rawValue, labels.final?.rawValue,
            labels.final == nil ? nil : (labels.isBlind ? "yes" : "no"), labels.labelled?.description,
        ]
        for (name, value) in zip(extras, more) { values[name] = value }
        return names.map { values[$0] ?? "" }.joined(separator: ",")
    }

    /// A pay or deny in the schema's own spelling; review is no decision of a corpus.
    private func spelling(_ answer: Answer?) -> String? {
        switch answer {
        case .pay: schema.label.pay.first.map(CaseTableWriter.cell)
        case .deny: schema.label.deny.first.map(CaseTableWriter.cell)
        case .review, nil: nil
        }
    }

    private static func isKnown(_ entry: (column: String, role: Schema.Role)) -> Bool {
        entry.role != .paid && entry.role != .truth
    }
}
