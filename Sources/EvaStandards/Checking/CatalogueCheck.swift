public import EvaCorpus

/// What is wrong with a catalogue, by logic alone and by the cases of a corpus.
public struct CatalogueCheck: Sendable, Equatable {
    /// Name of the corpus.
    public var corpus: String
    /// Number of standards, all versions.
    public var standards: Int
    /// Cases looked at; `nil` when there was no corpus.
    public var cases: Int?
    /// What was found, the gravest first.
    public var findings: [CatalogueFinding]
    /// How the cases of each clause were decided; empty without a corpus.
    public var records: [ClauseRecord]

    /// Whether something of this level was found.
    public func has(_ level: CatalogueFinding.Level) -> Bool {
        findings.contains { $0.level == level }
    }

    /// Checks a catalogue; with a table also by its cases, which were read with `schema`.
    ///
    /// `progress` may throw to cancel.
    ///
    /// **Complexity**: cases × standards, and standards² for what pairs of them say.
    public static func run(
        _ catalogue: StandardCatalogue,
        schema: Schema,
        table: CaseTable? = nil,
        progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> CatalogueCheck {
        let replay = try table.map { try CatalogueReplay(catalogue, $0, progress: progress) }
        let logic = CatalogueLogic(catalogue)
        var findings = logic.unreachable() + logic.versions()
        findings += PairCheck(logic: logic, replay: replay).findings()
        var records: [ClauseRecord] = []
        if let replay {
            records = catalogue.standards.indices.map(replay.record)
            findings += UseCheck(replay: replay, records: records, isReachable: logic.isReachable).findings()
        }
        let order = CatalogueFinding.Level.allCases
        return CatalogueCheck(
            corpus: catalogue.corpus,
            standards: catalogue.standards.count,
            cases: table?.rowCount,
            findings: order.flatMap { level in findings.filter { $0.level == level } },
            records: records
        )
    }
}

extension CatalogueCheck: Encodable {
    private enum Key: String, CodingKey {
        case corpus, standards, cases, findings, clauses
    }

    /// Writes all keys; `cases` is null without a corpus.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(corpus, forKey: .corpus)
        try container.encode(standards, forKey: .standards)
        try container.encode(cases, forKey: .cases)
        try container.encode(findings, forKey: .findings)
        try container.encode(records, forKey: .clauses)
    }
}
