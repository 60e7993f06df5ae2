extension CaseTable {
    /// Puts other values in the place of a field's; where the field is the amount, the money at stake follows.
    ///
    /// `column` is of the field's type and has a value a row.
    package mutating func replaceColumn(_ index: Int, by column: Column) {
        columns[index] = column
        if !amounts.isEmpty, schema.fields[index].name == schema.amount?.field, case .number(let numbers) = column {
            amounts = numbers.values
        }
    }
}

/// A value as `displayValue` writes it: money with two decimals, other numbers as short as reads back.
package func numberText(_ value: Double, isMoney: Bool) -> String {
    isMoney ? moneyText(value) : numberText(value)
}
