public import EvaCorpus

/// A catalogue compiled for the rows of one table.
public struct CatalogueMatcher {
    /// The catalogue.
    public let catalogue: StandardCatalogue
    private let conditions: [CompiledCondition]
    /// Codes of each standard's required evidence; −1 for what no row of the table has.
    private let evidence: [[Int32]]
    private let evidenceColumn: SetColumn?
    private let times: [CaseTime]

    /// Compiles a catalogue for a table.
    public init(_ catalogue: StandardCatalogue, table: CaseTable) {
        self.init(catalogue, schema: table.schema, columns: table.columns, times: table.times)
    }

    /// Compiles a catalogue for columns in the order of `schema.fields`, with a time a row.
    package init(_ catalogue: StandardCatalogue, schema: Schema, columns: [Column], times: [CaseTime]) {
        self.catalogue = catalogue
        self.times = times
        conditions = catalogue.standards.map { CompiledCondition($0.condition, schema: schema, columns: columns) }
        var column: SetColumn?
        if let index = catalogue.evidenceField.flatMap(schema.fieldIndex), case .set(let set) = columns[index] {
            column = set
        }
        evidenceColumn = column
        evidence = catalogue.standards.map { $0.evidence.map { column?.code(of: $0) ?? -1 } }
    }

    /// Whether standard number `index` of the catalogue is valid at the row's time and its condition holds.
    public func applies(_ index: Int, row: Int) -> Bool {
        catalogue.standards[index].isValid(at: times[row]) && conditions[index].holds(row: row, time: times[row])
    }

    /// Numbers of all standards that apply to a row.
    public func applicable(row: Int) -> [Int] {
        conditions.indices.filter { applies($0, row: row) }
    }

    /// Required evidence of standard number `index` that the row does not have; all of it where the set is missing.
    public func missingEvidence(_ index: Int, row: Int) -> [String] {
        let members = evidenceColumn?.members(of: row) ?? []
        return zip(catalogue.standards[index].evidence, evidence[index]).filter { !members.contains($1) }.map(\.0)
    }

    /// What standard number `index` says about a row that it applies to; `nil` when it says nothing.
    ///
    /// An effect comes about when the required evidence is complete; `needs_evidence`, when it is not.
    public func effect(_ index: Int, row: Int) -> Effect? {
        let effect = catalogue.standards[index].effect
        let members = evidenceColumn?.members(of: row) ?? []
        let isComplete = evidence[index].allSatisfy(members.contains)
        return isComplete == (effect == .needsEvidence) ? nil : effect
    }

    /// Everything that the standards say about a row, in the order of the catalogue.
    public func effects(row: Int) -> [Effect] {
        conditions.indices.compactMap { applies($0, row: row) ? effect($0, row: row) : nil }
    }

    /// What the standards alone say about a row.
    public func verdict(row: Int) -> Verdict {
        Verdict(effects(row: row))
    }
}
