import EvaCorpus
import EvaDecisions
import Foundation

/// A suggestion as a page shows it.
struct SuggestionView: Sendable {
    /// `pay`, `deny` or `review`; for styles and forms.
    let answer: String
    let answerName: String
    /// Confidence in per cent.
    let confidence: String
    /// What the confidence is of: the answer, or where the case leans that is left to a reviewer.
    let sureness: String
    /// The same in a hundred cases.
    let inHundred: String
    /// Ten squares, one for each case of ten.
    let squares: [Square]
    /// Where the probability of pay stands on a scale of 0 to 200.
    let mark: Int
    let probability: String
    /// Why review.
    let cause: String?
    /// Said where a written clause had the last word.
    let byStandard: String?
    let reasons: [Bar]
    /// All contributions, the strongest first, and what they add up to.
    let contributions: [Contribution]
    let base: String
    let score: String
    let clauses: [Clause]
    let hasClauses: Bool
    let conflicts: [String]
    let precedents: [Precedent]
    let hasPrecedents: Bool
    let change: String?
    let amount: Amount?
    let model: String

    struct Square: Sendable {
        let x: Int
        /// How much of it is filled, up to 12.
        let filled: Int
    }

    /// A reason with a bar that goes right for pay and left for deny, on a width of 200 with its zero at 100.
    struct Bar: Sendable {
        let text: String
        let value: String
        let x: Int
        let width: Int
        let isPay: Bool
    }

    struct Contribution: Sendable {
        let title: String
        let value: String
    }

    struct Clause: Sendable {
        let id: String
        let title: String
        let text: String
        let effect: String
        let state: String
        let isInForce: Bool
        let missing: String?
    }

    struct Precedent: Sendable {
        let id: String
        let day: String
        let label: String
        let labelName: String
        let likeness: String
        let differences: [Difference]
        let isSame: Bool
    }

    struct Difference: Sendable {
        let title: String
        let here: String
        let there: String
    }

    struct Amount: Sendable {
        let claimed: String
        let suggested: String?
        let range: String?
    }

    /// Of a suggestion; `schema` titles the fields.
    init(_ record: SuggestionRecord, schema: Schema, words: Words) {
        func title(_ field: String) -> String {
            schema.fieldIndex(field).map { words(schema.fields[$0].shownTitle) } ?? Shown.words(field)
        }
        func value(_ text: String?, of field: String) -> String {
            guard let text else { return words["missing"] }
            return words(Wording.shown(text, of: schema.fieldIndex(field).map { schema.fields[$0].type }))
        }
        answer = record.suggestion.rawValue
        answerName = words["answer_\(record.suggestion.rawValue)"]
        confidence = Shown.percent(record.confidence)
        // Rounded down: nobody is right in 100 of 100.
        let hundred = max(0, min(99, Int(100 * record.confidence)))
        let leaning = record.probability >= 0.5 ? "pay" : "deny"
        sureness = words[record.suggestion == .review ? "leans_\(leaning)" : "confidence"]
        inHundred = words(record.suggestion == .review ? "in_hundred_\(leaning)" : "in_hundred", "\(hundred)")
        squares = (0..<10)
            .map {
                Square(x: 14 * $0, filled: Int((12 * max(0, min(1, 10 * record.confidence - Double($0)))).rounded()))
            }
        mark = Int((200 * max(0, min(1, record.probability))).rounded())
        probability = Shown.percent(record.probability)
        cause = record.reviewCause.map { words($0.sentence) }
        byStandard =
            record.decidedBy == .standard && record.suggestion != .review
            ? words("by_standard", Shown.percent(record.confidence)) : nil
        let most = max(record.reasons.map { abs($0.contribution) }.max() ?? 0, 1e-9)
        reasons = record.reasons.map { reason in
            let width = max(2, Int((96 * abs(reason.contribution) / most).rounded()))
            let isPay = reason.contribution > 0
            return Bar(
                text: words(reason.text),
                value: Shown.signed(reason.contribution),
                x: isPay ? 100 : 100 - width,
                width: width,
                isPay: isPay
            )
        }
        contributions = record.contributions.filter { $0.value != 0 }
            .sorted { abs($0.value) != abs($1.value) ? abs($0.value) > abs($1.value) : $0.key < $1.key }
            .map { Contribution(title: title($0.key), value: Shown.signed($0.value)) }
        base = Shown.signed(record.base)
        score = Shown.signed(record.score)
        clauses = record.standards.map { clause in
            Clause(
                id: clause.version == 1 ? clause.id : "\(clause.id) v\(clause.version)",
                title: words(clause.title),
                text: words(clause.text),
                effect: words["effect_\(clause.effect.rawValue)"],
                state: words[clause.inForce ? "in_force" : "not_in_force"],
                isInForce: clause.inForce,
                missing: clause.missingEvidence.isEmpty
                    ? nil : words(Wording.list(clause.missingEvidence.map(Wording.value)))
            )
        }
        hasClauses = !record.standards.isEmpty
        conflicts = (record.conflicts ?? []).map { words($0.text) }
        precedents = record.precedents.map { precedent in
            Precedent(
                id: precedent.id,
                day: String(precedent.time.prefix(10)),
                label: precedent.label.rawValue,
                labelName: words["decided_\(precedent.label.rawValue)"],
                likeness: Shown.percent(precedent.similarity, decimals: 0),
                differences: precedent.differences.prefix(4)
                    .map {
                        Difference(
                            title: title($0.field),
                            here: value($0.here, of: $0.field),
                            there: value($0.there, of: $0.field)
                        )
                    },
                isSame: precedent.differences.isEmpty
            )
        }
        hasPrecedents = !record.precedents.isEmpty
        change = record.whatWouldChangeIt.map { words($0.text) }
        amount = record.amount.map { amount in
            Amount(
                claimed: Shown.money(amount.claimed, amount.currency),
                suggested: amount.suggested.map { Shown.money($0, amount.currency) },
                range: amount.lowest.flatMap { low in
                    amount.highest.map { "\(Shown.money(low)) – \(Shown.money($0, amount.currency))" }
                }
            )
        }
        model = "\(record.model.name) \(record.model.version) · \(record.model.hash.prefix(8))"
    }
}
