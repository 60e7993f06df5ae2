public import EvaCorpus
import Foundation

/// A signed contribution of a field to the score, with a stable code.
public struct Reason: Sendable, Equatable {
    /// Field and direction, for example `claim_type.pay`; the same for all models and languages.
    public var code: String
    /// Field that contributes.
    public var field: String
    /// The field's value in this case; `nil` when it is missing.
    public var value: String?
    /// Log-odds that the field adds.
    public var contribution: Double
    /// Sentence for people.
    public var text: Titles

    /// The strongest contributions to a case's score, strongest first; fields that add nothing are no reasons.
    ///
    /// **Source**: at most four, the principal ones actually used, as the commentary to US Regulation B asks.
    static func strongest(
        _ contributions: [(field: String, value: Double)],
        of table: CaseTable,
        row: Int,
        most: Int = 4
    ) -> [Reason] {
        contributions.enumerated()
            .filter { $0.element.value != 0 }
            .sorted {
                let (left, right) = (abs($0.element.value), abs($1.element.value))
                return left != right ? left > right : $0.offset < $1.offset
            }
            .prefix(most)
            .map { reason(field: $0.element.field, contribution: $0.element.value, table: table, row: row) }
    }

    private static func reason(field: String, contribution: Double, table: CaseTable, row: Int) -> Reason {
        let index = table.schema.fieldIndex(field)
        let value =
            index.map { table.displayValue(field: $0, row: row) }
            ?? (table.times[row].isMissing ? nil : table.times[row].description)
        let title = index.flatMap { table.schema.fields[$0].title }
        let isPay = contribution > 0
        return Reason(
            code: "\(field).\(isPay ? "pay" : "deny")",
            field: field,
            value: value,
            contribution: contribution,
            text: Titles(
                en:
                    "\(title?.en ?? field): \(value.map(shortened) ?? "not given") – speaks for \(isPay ? "pay" : "deny")",
                zh: "\(title?.zh ?? field)：\(value.map(shortened) ?? "未提供")，倾向\(isPay ? "赔付" : "拒赔")"
            )
        )
    }

    /// A long narrative is not repeated in a sentence about it.
    private static func shortened(_ value: String) -> String {
        value.count > 60 ? value.prefix(59) + "…" : value
    }
}

extension Reason: Encodable {
    private enum Key: String, CodingKey {
        case code, field, value, contribution, text
    }

    /// Writes all keys; a missing value is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(field, forKey: .field)
        try container.encode(value, forKey: .value)
        try container.encode(contribution, forKey: .contribution)
        try container.encode(text, forKey: .text)
    }
}
