public import EvaBundle
package import EvaCorpus

/// Looks for the smallest change that claimant or agent could bring about and that would move the suggestion.
///
/// What is tried: one more member of an actionable set, another value of an actionable category or flag, and the tenths
/// of an actionable number (a monotone number has none); dates, texts and members that are there already stay. First
/// all single changes, then pairs of the most promising. Each is decided by whatever decides the case, so that what is
/// found is real; where nothing is found, nothing is said.
///
/// Smallest is what takes the fewest changes, then touches the fewest fields, then changes evidence only, then moves the
/// probability most.
///
/// **Complexity**: at most 48 single changes and 120 pairs, a decision each.
///
/// **Determinism**: ties go to the order of the schema, then to the more frequent value.
public struct ChangeSearch: Sendable {
    /// All single changes, evidence first.
    private let possible: [PossibleChange]

    private static let mostValues = 24
    private static let mostSingles = 48
    private static let mostPaired = 16

    /// Prepares the search for a bundle's model; `evidenceField` is the standards' field of evidence.
    public init(_ bundle: ModelBundle, evidenceField: String? = nil) {
        let featurizer = bundle.model.featurizer
        let changes = bundle.schema.fields.enumerated()
            .flatMap { index, field -> [PossibleChange] in
                let isEvidence = field.isEvidence || (field.type == .set && field.name == evidenceField)
                guard field.actionable ?? isEvidence else { return [] }
                return PossibleChange.all(
                    of: field,
                    at: index,
                    featurizer: featurizer,
                    isEvidence: isEvidence,
                    most: Self.mostValues
                )
            }
        possible = Array((changes.filter(\.isEvidence) + changes.filter { !$0.isEvidence }).prefix(Self.mostSingles))
    }

    /// The smallest change that moves a decision; `nil` when none is found.
    ///
    /// From pay and deny any other answer counts, from review pay and deny. Changes by `wanted` members, such as
    /// evidence that a clause asks for, are among the pairs in any case. `decide` decides on row 0 of a table of one row,
    /// of whose fields some are changed; what it found is said if `confirm` agrees, which may look closer.
    package func find(
        _ table: CaseTable,
        row: Int,
        from now: Decision,
        wanted: Set<String> = [],
        confirm: (CaseTable, Decision) throws -> Bool = { _, _ in true },
        decide: (CaseTable, _ changed: [Int]) throws -> Decision
    ) rethrows -> WhatWouldChangeIt? {
        var trial = Trial(table: table, row: row)
        var singles: [(change: PossibleChange, decision: Decision)] = []
        for change in possible {
            if let decision = try trial.decide([change], decide) { singles.append((change, decision)) }
        }
        let found = singles.filter { Self.moves(now, to: $0.decision) }
        if let best = Self.smallest(found.map { ([$0.change], $0.decision) }, from: now) {
            return try trial.result(best.changes, best.decision, if: confirm)
        }
        let promising = singles.enumerated()
            .sorted { left, right in
                let isWanted = (left.element.change, right.element.change)
                let first = isWanted.0.member.map(wanted.contains) ?? false
                let second = isWanted.1.member.map(wanted.contains) ?? false
                if first != second { return first }
                let (nearer, farther) = (
                    Self.approach(left.element.decision, now), Self.approach(right.element.decision, now)
                )
                return nearer != farther ? nearer > farther : left.offset < right.offset
            }
            .prefix(Self.mostPaired)
            // The found pairs must come in the order of the single changes, so that ties go to it.
            .sorted { $0.offset < $1.offset }
            .map(\.element.change)
        var pairs: [(changes: [PossibleChange], decision: Decision)] = []
        for (index, first) in promising.enumerated() {
            for second in promising[(index + 1)...] where first.goes(with: second) {
                guard let decision = try trial.decide([first, second], decide) else { continue }
                if Self.moves(now, to: decision) { pairs.append(([first, second], decision)) }
            }
        }
        guard let best = Self.smallest(pairs, from: now) else { return nil }
        return try trial.result(best.changes, best.decision, if: confirm)
    }

    private static func moves(_ now: Decision, to then: Decision) -> Bool {
        now.answer == .review ? then.answer != .review : then.answer != now.answer
    }

    /// How far a change takes the score towards another answer.
    private static func approach(_ then: Decision, _ now: Decision) -> Double {
        switch now.answer {
        case .pay: now.score - then.score
        case .deny: then.score - now.score
        case .review: abs(then.score - now.score)
        }
    }

    private static func smallest(
        _ found: [(changes: [PossibleChange], decision: Decision)],
        from now: Decision
    ) -> (changes: [PossibleChange], decision: Decision)? {
        func isSmaller(
            _ left: (changes: [PossibleChange], decision: Decision),
            _ right: (changes: [PossibleChange], decision: Decision)
        ) -> Bool {
            let fields = (Set(left.changes.map(\.field)).count, Set(right.changes.map(\.field)).count)
            if fields.0 != fields.1 { return fields.0 < fields.1 }
            let others = (left.changes.count { !$0.isEvidence }, right.changes.count { !$0.isEvidence })
            if others.0 != others.1 { return others.0 < others.1 }
            let move = { (decision: Decision) in abs(decision.probability - now.probability) }
            return move(left.decision) > move(right.decision)
        }
        guard var best = found.first else { return nil }
        for candidate in found.dropFirst() where isSmaller(candidate, best) { best = candidate }
        return best
    }
}
