public import EvaCorpus

extension Featurizer {
    /// Whether each of the layout's fields has a value of a case that no training case had.
    ///
    /// Categories and members of sets count; missing is not unseen.
    public func unseen(_ table: CaseTable, row: Int) -> [Bool] {
        var unseen = [Bool](repeating: false, count: layout.fields.count)
        for (index, encoder) in encoders.enumerated() {
            switch (encoder, table.columns[index]) {
            case (.category(let encoder), .category(let column)):
                let code = column.codes[row]
                unseen[index] = code >= 0 && !encoder.vocabulary.has(column.categories[Int(code)])
            case (.set(let encoder), .set(let column)):
                unseen[index] = column.members(of: row).contains { !encoder.vocabulary.has(column.dictionary[Int($0)]) }
            default: break
            }
        }
        return unseen
    }
}
