package import EvaCorpus
import EvaNumerics

/// The fields of a case that its precedents may show: no confidential ones and no texts.
package struct ShownFields: Sendable, Equatable {
    /// The fields' values as people read them; a set has a text a member, all others have one.
    package struct Values: Sendable, Equatable {
        private var texts: [String] = []
        private var isMissing: [Bool] = []
        /// Where the texts of each field end.
        private var ends: [Int] = []

        init(fields: Int) {
            texts.reserveCapacity(fields + 4)
            isMissing.reserveCapacity(fields)
            ends.reserveCapacity(fields)
        }

        /// Adds a text to the value of the next field.
        mutating func add(_ text: String) {
            texts.append(text)
        }

        /// Ends the value of a field; one without texts need not be missing.
        mutating func endField(isMissing: Bool) {
            self.isMissing.append(isMissing)
            ends.append(texts.count)
        }

        /// Number of fields.
        var count: Int { ends.count }

        /// The value of a field; `nil` when it is missing.
        subscript(field: Int) -> ArraySlice<String>? {
            isMissing[field] ? nil : texts[(field > 0 ? ends[field - 1] : 0)..<ends[field]]
        }
    }

    /// Positions in the schema and in the layout of the features, which begins with the schema's fields.
    package let positions: [Int]
    private let fields: [Field]

    package init(_ schema: Schema) {
        positions = schema.fields.indices.filter { !schema.fields[$0].confidential && schema.fields[$0].type != .text }
        fields = positions.map { schema.fields[$0] }
    }

    var names: [String] { fields.map(\.name) }

    /// Values of a row, in the order of `positions`.
    func values(_ table: CaseTable, row: Int) -> Values {
        var values = Values(fields: positions.count)
        for field in positions {
            if case .set(let column) = table.columns[field] {
                if !column.isMissing[row] {
                    for member in column.members(of: row) { values.add(column.dictionary[Int(member)]) }
                }
                values.endField(isMissing: column.isMissing[row])
            } else {
                let value = table.displayValue(field: field, row: row)
                if let value { values.add(value) }
                values.endField(isMissing: value == nil)
            }
        }
        return values
    }

    private static func areAlike(_ here: ArraySlice<String>?, _ there: ArraySlice<String>?) -> Bool {
        guard let here, let there, here.count > 1 || there.count > 1 else { return here == there }
        return here.allSatisfy(there.contains) && there.allSatisfy(here.contains)
    }

    /// Where two cases differ, the fields with the largest difference of contributions first.
    ///
    /// The members of a set count in any order.
    func differences(
        here: (values: Values, contributions: [Float]),
        there: (values: Values, contributions: [Float]),
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
                    here: here.values[field].map(Self.text),
                    there: there.values[field].map(Self.text)
                )
            }
    }

    private static func text(_ value: ArraySlice<String>) -> String {
        value.count == 1 ? value[value.startIndex] : value.joined(separator: "; ")
    }
}
