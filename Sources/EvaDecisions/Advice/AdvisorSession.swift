public import EvaCorpus
import EvaFeatures

/// Answers cases one after the other, from JSON to decision or suggestion, in memory that they share: one session a
/// thread.
///
/// The answers are those of the advisor on a table of the same case.
public struct AdvisorSession: Sendable {
    /// What answers.
    public let advisor: Advisor
    private let parser: CaseParser
    private var memory: CaseParser.Memory
    private var features: FeatureRow

    /// Begins a session, with all tables made that the first case would otherwise wait for.
    ///
    /// **Throws** a `CorpusError` when the bundle's schema does not hold together.
    public init(_ advisor: Advisor) throws(CorpusError) {
        self.advisor = advisor
        parser = try CaseParser(schema: advisor.bundle.schema, names: advisor.bundle.model.featurizer.nameLists)
        memory = parser.makeMemory()
        features = advisor.makeRow()
        advisor.bundle.model.prepareToScore()
        advisor.amounts?.prepareToScore()
    }

    /// Decision on the case in a JSON object; `file` and `line` say where it starts.
    public mutating func decide(_ json: [UInt8], file: String = "case", line: Int = 1) throws -> Decision {
        try decide(read(json, file: file, line: line))
    }

    /// Suggestion, with reasons, for the case in a JSON object.
    public mutating func suggest(_ json: [UInt8], file: String = "case", line: Int = 1) throws -> Suggestion {
        try suggest(read(json, file: file, line: line))
    }

    /// The case in a JSON object, as a table of one row.
    public mutating func read(_ json: [UInt8], file: String = "case", line: Int = 1) throws(CorpusError) -> CaseTable {
        try parser.parse(json, file: file, line: line, using: &memory)
    }

    /// Decision on the case in a table of one row.
    public mutating func decide(_ table: CaseTable) throws -> Decision {
        try advisor.decide(table, row: 0, using: &features)
    }

    /// Suggestion for the case in a table of one row; without `changes` nobody looks for what would change it, which
    /// takes about half of the time.
    public mutating func suggest(_ table: CaseTable, changes: Bool = true) throws -> Suggestion {
        try advisor.suggest(table, row: 0, using: &features, changes: changes)
    }

    /// What the claimant of the case in a JSON object is told.
    public mutating func notice(_ json: [UInt8], file: String = "case", line: Int = 1) throws -> ClaimantNotice {
        let table = try parser.parse(json, file: file, line: line, using: &memory)
        return advisor.notice(of: try advisor.suggest(table, row: 0, using: &features), table, row: 0)
    }
}
