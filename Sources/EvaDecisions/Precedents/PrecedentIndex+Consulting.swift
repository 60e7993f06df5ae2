public import EvaCorpus
public import EvaFeatures

extension PrecedentIndex {
    /// Precedents that a suggestion shows unless told otherwise.
    public static let usual = 5
    /// Differences that a precedent shows.
    private static let mostDifferences = 5

    /// Whether a row of a table is unlike anything seen before it; `features` are the row's.
    ///
    /// **Complexity**: for ordinary cases some hundred comparisons; for novel ones as many as there are cases.
    public func isNovel(_ table: CaseTable, row: Int, _ features: FeatureRow) throws -> Bool {
        guard let novelty else { return false }
        if novelty.isNew(features.unseen) { return true }
        let isAlike = try hasMatch(
            likeness.query(model, features, unseen: features.unseen),
            before: table.times[row],
            above: novelty.threshold - 1,
            isEnough: novelty.isEnough
        )
        return isAlike == false
    }

    /// The cases before a row of a table that are most alike, and whether the row is unlike anything seen.
    ///
    /// Nearest first, of those equally near the newer, then the one with the lesser identifier. `features` and
    /// `contributions`, of the layout's fields, are the row's.
    public func consult(
        _ table: CaseTable,
        row: Int,
        _ features: FeatureRow,
        contributions: [Double],
        most: Int = usual
    ) throws -> (precedents: [Precedent], isNovel: Bool) {
        let (matches, earlier) = try matches(
            likeness.query(model, features, unseen: features.unseen),
            before: table.times[row],
            most: max(1, most)
        )
        let here = (shown.values(table, row: row), shown.positions.map { Float(contributions[$0]) })
        let precedents = try zip(matches, times(matches.map(\.position))).prefix(most)
            .map { match, time in
                let record = try record(match.position)
                return Precedent(
                    id: record.id,
                    time: time.description,
                    label: record.isPay ? .pay : .deny,
                    similarity: Double(match.sum) / Double(likeness.whole),
                    differences: shown.differences(
                        here: here,
                        there: (record.values, record.contributions),
                        most: Self.mostDifferences
                    )
                )
            }
        let isNovel = novelty.map { novelty in
            novelty.isNew(features.unseen)
                || novelty.isEnough(earlier) && (matches.first?.sum ?? 0) < novelty.threshold
        }
        return (precedents, isNovel ?? false)
    }
}
