public import EvaCorpus
import EvaFeatures

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

    /// Creates a reason.
    package init(code: String, field: String, value: String?, contribution: Double, text: Titles) {
        self.code = code
        self.field = field
        self.value = value
        self.contribution = contribution
        self.text = text
    }

    /// The strongest contributions to a case's score, strongest first; fields that add nothing are no reasons.
    ///
    /// `contributions` are in the order of the featurizer's layout: the fields of the schema, then the time's trend.
    ///
    /// **Source**: at most four, the principal ones actually used, as the commentary to US Regulation B asks.
    static func strongest(
        _ contributions: [(field: String, value: Double)],
        of table: CaseTable,
        row: Int,
        featurizer: Featurizer,
        most: Int = 4
    ) -> [Reason] {
        contributions.enumerated()
            .filter { $0.element.value != 0 }
            .sorted {
                let (left, right) = (abs($0.element.value), abs($1.element.value))
                return left != right ? left > right : $0.offset < $1.offset
            }
            .prefix(most)
            .map { index, part in
                let isPay = part.value > 0
                let sentence = ReasonSentence(isPay: isPay, table: table, row: row, featurizer: featurizer)
                let isField = index < table.schema.fields.count
                let time = table.times[row]
                return Reason(
                    code: "\(part.field).\(isPay ? "pay" : "deny")",
                    field: part.field,
                    value: isField
                        ? table.displayValue(field: index, row: row) : (time.isMissing ? nil : time.description),
                    contribution: part.value,
                    text: isField ? sentence.text(field: index) : sentence.trendText
                )
            }
    }
}
