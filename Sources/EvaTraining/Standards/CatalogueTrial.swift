public import EvaCorpus
public import EvaDecisions
public import EvaNumerics
public import EvaStandards

/// A corpus replayed through two catalogues: what a changed one would answer otherwise.
///
/// With an advisor, its model and whatever else guides it answer under each catalogue; without, the clauses alone do.
public struct CatalogueTrial {
    private let old: StandardCatalogue
    private let new: StandardCatalogue
    private let advisor: Advisor?
    private let pool: WorkerPool

    /// Rows decided at a time, so that memory does not grow with the corpus.
    private static let batch = 20_000

    /// Creates a trial of `new` in the place of `old`, both read with the schema of the cases.
    public init(old: StandardCatalogue, new: StandardCatalogue, advisor: Advisor?, pool: WorkerPool) {
        self.old = old
        self.new = new
        self.advisor = advisor
        self.pool = pool
    }

    /// Replays all cases; `progress` is told the cases done, and may throw to cancel.
    public func run(
        _ table: CaseTable,
        progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) throws -> CatalogueTrialResult {
        let matchers = [old, new].map { CatalogueMatcher($0, schema: table.schema) }
        var result = CatalogueTrialResult(corpus: table.schema.corpus, cases: table.rowCount, hasModel: advisor != nil)
        for start in stride(from: 0, to: table.rowCount, by: Self.batch) {
            try progress(start, table.rowCount)
            let rows = start..<min(start + Self.batch, table.rowCount)
            let before = try answers(old, table, rows)
            let after = try answers(new, table, rows)
            for row in rows where before[row - start] != after[row - start] {
                result.flips.append(
                    flip(table, row: row, before: before[row - start], after: after[row - start], matchers)
                )
            }
        }
        return result
    }

    private func answers(_ catalogue: StandardCatalogue, _ table: CaseTable, _ rows: Range<Int>) throws -> [TrialAnswer]
    {
        guard var advisor else {
            let matcher = CatalogueMatcher(catalogue, schema: table.schema)
            return rows.map { TrialAnswer(matcher.verdict(table, row: $0)) }
        }
        advisor.guidance.standards = ClauseReview(catalogue, schema: table.schema)
        return try advisor.decide(table, rows: rows, pool: pool).map { TrialAnswer($0) }
    }

    private func flip(
        _ table: CaseTable,
        row: Int,
        before: TrialAnswer,
        after: TrialAnswer,
        _ matchers: [CatalogueMatcher]
    ) -> CatalogueTrialResult.Flip {
        let said = matchers.map { matcher in
            matcher.matches(table, row: row).map { ClauseVoice($0, of: matcher.catalogue) }
        }
        return CatalogueTrialResult.Flip(
            id: table.ids.text(of: row),
            time: table.times[row].description,
            label: table.labels[row] < 0 ? nil : table.labels[row] == 1 ? .pay : .deny,
            before: before,
            after: after,
            noLonger: said[0].filter { !said[1].contains($0) }.map(\.standard),
            newly: said[1].filter { !said[0].contains($0) }.map(\.standard)
        )
    }
}

/// A clause that applies to a case, as far as its saying can change.
private struct ClauseVoice: Equatable {
    let standard: StandardVersion
    let effect: Effect
    let missingEvidence: [String]

    init(_ match: CatalogueMatcher.Match, of catalogue: StandardCatalogue) {
        standard = StandardVersion(catalogue.standards[match.standard])
        effect = match.effect
        missingEvidence = match.missingEvidence
    }
}
