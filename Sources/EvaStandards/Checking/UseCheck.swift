import EvaEvaluation
import Foundation

/// How a corpus used the clauses: whether there were cases for them, and whether these were decided as they say.
struct UseCheck {
    let replay: CatalogueReplay
    let records: [ClauseRecord]
    let isReachable: (Int) -> Bool

    /// Share of its cases that a clause which must be followed should at least have decided.
    private static let expected = 0.9

    func findings() -> [CatalogueFinding] {
        records.indices.filter(isReachable).flatMap { unknown($0) + [unused($0), history($0)].compactMap(\.self) }
    }

    private func unknown(_ index: Int) -> [CatalogueFinding] {
        replay.unknownNames(in: replay.catalogue.standards[index])
            .map { field, name in
                CatalogueFinding(
                    level: .warning,
                    kind: .unknownValue,
                    standards: [records[index].standard],
                    message: "no case has \(field) \(name); check how it is written"
                )
            }
    }

    private func unused(_ index: Int) -> CatalogueFinding? {
        guard records[index].applies == 0 else { return nil }
        let standard = replay.catalogue.standards[index]
        let isEverValid = replay.table.times.contains(where: standard.isValid)
        return CatalogueFinding(
            level: .warning,
            kind: .unused,
            standards: [records[index].standard],
            message: isEverValid ? "it applies to no case" : "no case lies in the time in which it is valid",
            cases: 0
        )
    }

    /// A clause that must be followed disagrees with history when it was surely not followed in nine of ten cases; one
    /// that supports, when its answer was surely rarer among its cases than among all.
    private func history(_ index: Int) -> CatalogueFinding? {
        let record = records[index]
        guard let share = record.share, let interval = record.interval, let payShare = replay.payShare else {
            return nil
        }
        let usual = record.effect.isForPay ? payShare : 1 - payShare
        guard interval.high < (record.effect.isHard ? Self.expected : usual) else { return nil }
        let answer = record.effect.isForPay ? "paid" : "denied"
        let against = record.effect.isHard ? "" : "; of all cases \(percent(usual)) were"
        return CatalogueFinding(
            level: record.effect.isHard && interval.high < 0.5 ? .error : .warning,
            kind: .history,
            standards: [record.standard],
            message:
                "\(record.followed) of its \(record.labelled) cases were \(answer), \(percent(share)) (95 % interval "
                + "\(percent(interval.low)) to \(percent(interval.high)))\(against)",
            cases: record.labelled
        )
    }

    private func percent(_ share: Double) -> String {
        String(format: "%.1f %%", 100 * share)
    }
}
