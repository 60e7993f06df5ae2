public import EvaCorpus
import EvaDecisions
import Foundation
import GRDB

/// What an export wrote, and what it could not.
public struct ExportResult: Sendable, Equatable {
    /// Labelled cases that were written.
    public internal(set) var cases = 0
    /// Those whose label is a reviewer's final word.
    public internal(set) var reviewed = 0
    /// Cases left out because nobody has decided pay or deny yet.
    public internal(set) var unlabelled = 0
    /// Labelled cases left out because a purge has removed their facts.
    public internal(set) var purged = 0
    /// Days from a case's time to its label within which 95 % of the written cases got it.
    public internal(set) var labelDelayDays = 0
    /// Labelled cases whose facts do not fit the schema.
    public internal(set) var rejected = 0
    /// The first of these, with the reason.
    public internal(set) var rejects: [String] = []
}

/// Writes labelled cases as a corpus that `eva train` takes: `cases.csv` and the `schema.yaml` that reads it.
///
/// The label is the reviewer's final word, or else the agent's decision. `first_decision` is what the agent decided
/// before any re-review, and before the suggestion was seen if there was such a commitment. Further columns, which the
/// schema ignores, keep what was decided before and after seeing the suggestion apart.
struct Export {
    private let schema: Schema
    private let columns: ExportColumns
    private let parser: CaseParser
    private var memory: CaseParser.Memory
    private(set) var result = ExportResult()

    init(schema: Schema) throws {
        self.schema = schema
        columns = ExportColumns(schema)
        try columns.schema.validate()
        parser = try CaseParser(schema: schema)
        memory = parser.makeMemory()
    }

    /// Text of schema.yaml.
    var schemaText: String { columns.schema.yaml() }

    /// Hands out the file line by line.
    mutating func write(
        _ reader: StoreReader,
        since: StoreTime?,
        to line: (String) throws -> Void
    ) throws {
        try line(columns.header)
        var delays: [Int] = []
        let rows = try Row.fetchCursor(reader.db, sql: Self.query, arguments: ["since": since?.milliseconds])
        while let row = try rows.next() {
            let stored = try StoredCase(row)
            let labels = try CaseLabels(row)
            guard let label = labels.label else {
                result.unlabelled += 1
                continue
            }
            guard let fields = stored.fields else {
                result.purged += 1
                continue
            }
            do {
                let table = try parser.parse(Array(fields.utf8), file: "case \(stored.id)", using: &memory)
                try line(columns.line(stored, labels, label, CaseTableWriter.cells(table, row: 0)))
                let time = table.times[0].isMissing ? stored.received.caseTime : table.times[0]
                if let labelled = labels.labelled { delays.append(max(0, labelled.caseTime.day - time.day)) }
            } catch let error as CorpusError {
                result.rejected += 1
                if result.rejects.count < RejectSummary.maxDetails { result.rejects.append("\(error)") }
                continue
            }
            result.cases += 1
            if labels.final != nil { result.reviewed += 1 }
        }
        if !delays.isEmpty { result.labelDelayDays = delays.sorted()[(delays.count * 95 + 99) / 100 - 1] }
    }

    private static let query = """
        SELECT c.*, first.answer AS committed, d.answer AS decision, d.seen, d.decided, s.answer AS suggestion,
            r.answer AS final, r.blind, r.reviewed, (SELECT name FROM users WHERE id = d.agent) AS agent_name
        FROM cases c
        LEFT JOIN decisions first ON first.case_number = c.number AND first.final = 0
        LEFT JOIN decisions d ON d.case_number = c.number AND d.final = 1
        LEFT JOIN suggestions s ON s.id = d.suggestion
        LEFT JOIN reviews r ON r.case_number = c.number
        WHERE :since IS NULL OR coalesce(r.reviewed, d.decided) >= :since
        ORDER BY c.number
        """
}

/// Who said what about a case.
struct CaseLabels {
    let committed: Answer?
    let decision: Answer?
    let hasSeen: Bool
    let suggestion: Answer?
    let final: Answer?
    let isBlind: Bool
    let agent: String?
    let labelled: StoreTime?

    init(_ row: Row) throws {
        committed = try row.optionalChoice("committed")
        decision = try row.optionalChoice("decision")
        hasSeen = try row.optional("seen") ?? false
        suggestion = try row.optionalChoice("suggestion")
        final = try row.optionalChoice("final")
        isBlind = try row.optional("blind") ?? false
        agent = try row.optional("agent_name")
        labelled = try row.optionalTime("reviewed") ?? row.optionalTime("decided")
    }

    /// Re-review outranks the first decision; a decision to leave it to a reviewer is no label.
    var label: Answer? { final ?? (decision == .review ? nil : decision) }
    /// What the agent decided without having seen the suggestion.
    var before: Answer? { committed ?? (hasSeen ? nil : decision) }
    /// What the agent decided after having seen it.
    var after: Answer? { hasSeen ? decision : nil }
    /// What the agent decided first.
    var first: Answer? { committed ?? decision }
}

extension EvaStore {
    /// Writes the labelled cases to `folder` as cases.csv and schema.yaml, each as a whole or not at all; only the
    /// owner may read them.
    ///
    /// `since` leaves out what got its label before.
    public func export(
        to folder: String,
        schema: Schema,
        since: StoreTime? = nil,
        as actor: AuditActor
    ) async throws -> ExportResult {
        let export = try Export(schema: schema)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.fileSystem, "the folder cannot be made", place: folder, cure: "check its permissions")
        }
        let result = try await read { reader in
            var export = export
            var file = try WholeOutput(path: folder + "/cases.csv")
            try export.write(reader, since: since) { try file.write($0) }
            try file.finish()
            return export.result
        }
        var file = try WholeOutput(path: folder + "/schema.yaml")
        try file.write(export.schemaText)
        try file.finish()
        if options.mode != .readOnly {
            try await write(as: actor) { transaction in
                _ = try transaction.audit(
                    .exportWrite,
                    "store",
                    AuditDetail([("cases", .number(Int64(result.cases)))])
                )
            }
        }
        return result
    }
}
