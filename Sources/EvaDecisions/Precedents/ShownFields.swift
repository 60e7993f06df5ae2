package import EvaCorpus
import EvaNumerics

/// The fields of a case that its precedents may show: no confidential ones and no texts.
package struct ShownFields: Sendable, Equatable {
    /// A field's value as people read it; `nil` when missing.
    ///
    /// A set has a text a member, all others have one.
    package typealias Value = [String]?

    /// Positions in the schema and in the layout of the features, which begins with the schema's fields.
    package let positions: [Int]
    private let fields: [Field]

    package init(_ schema: Schema) {
        positions = schema.fields.indices.filter { !schema.fields[$0].confidential && schema.fields[$0].type != .text }
        fields = positions.map { schema.fields[$0] }
    }

    var names: [String] { fields.map(\.name) }

    /// Values of a row, in the order of `positions`.
    func values(_ table: CaseTable, row: Int) -> [Value] {
        positions.map { field in
            switch table.columns[field] {
            case .set(let column):
                column.isMissing[row] ? nil : column.members(of: row).map { column.dictionary[Int($0)] }
            default: table.displayValue(field: field, row: row).map { [$0] }
            }
        }
    }

    private static func areAlike(_ here: Value, _ there: Value) -> Bool {
        guard let here, let there, here.count > 1 || there.count > 1 else { return here == there }
        return here == there || Set(here) == Set(there)
    }

    /// Where two cases differ, the fields with the largest difference of contributions first.
    ///
    /// The members of a set count in any order.
    func differences(
        here: (values: [Value], contributions: [Float]),
        there: (values: [Value], contributions: [Float]),
        most: Int
    ) -> [Precedent.Difference] {
        fields.indices
            .filter { !Self.areAlike(here.values[$0], there.values[$0]) }
            .map { (field: $0, gap: abs(here.contributions[$0] - there.contributions[$0])) }
            .sorted { $0.gap != $1.gap ? $0.gap > $1.gap : $0.field < $1.field }
            .prefix(most)
            .map { field, _ in
                Precedent.Difference(
                    field: fields[field].name,
                    here: here.values[field]?.joined(separator: "; "),
                    there: there.values[field]?.joined(separator: "; ")
                )
            }
    }
}
