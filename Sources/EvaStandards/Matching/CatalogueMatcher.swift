public import EvaCorpus

/// A catalogue compiled against a schema: it serves every table that was read with it.
public struct CatalogueMatcher: Sendable {
    /// The catalogue.
    public let catalogue: StandardCatalogue
    private let clauses: [Clause]
    private let evidenceField: Int?

    /// What matching asks of a standard, without its texts.
    private struct Clause: Sendable {
        let condition: CompiledCondition
        let evidence: [String]
        let effect: Effect
        let standard: Int
    }

    /// A standard that applies to a case.
    public struct Match: Sendable, Equatable {
        /// Number of the standard in the catalogue.
        public var standard: Int
        /// What it says.
        public var effect: Effect
        /// Evidence that it asks for and the case does not have.
        public var missingEvidence: [String]
        /// Whether the effect comes about: when the evidence is complete; of `needs_evidence`, when it is not.
        public var isInForce: Bool { missingEvidence.isEmpty != (effect == .needsEvidence) }
    }

    /// Compiles a catalogue for the tables of a schema.
    public init(_ catalogue: StandardCatalogue, schema: Schema) {
        self.catalogue = catalogue
        evidenceField = catalogue.evidenceField.flatMap(schema.fieldIndex)
        clauses = catalogue.standards.enumerated()
            .map { number, standard in
                Clause(
                    condition: CompiledCondition(standard.condition, schema: schema),
                    evidence: standard.evidence,
                    effect: standard.effect,
                    standard: number
                )
            }
    }

    /// Whether standard number `index` of the catalogue is valid at the row's time and its condition holds.
    public func applies(_ index: Int, _ table: CaseTable, row: Int) -> Bool {
        let time = table.times[row]
        return clauses[index].condition.holds(table.columns, row: row, time: time)
            && catalogue.standards[index].isValid(at: time)
    }

    /// The standards that apply to a row, in the order of the catalogue.
    public func matches(_ table: CaseTable, row: Int) -> [Match] {
        let (columns, time) = (table.columns, table.times[row])
        var matches: [Match] = []
        for clause in clauses where clause.condition.holds(columns, row: row, time: time) {
            // Most clauses are about other cases: the condition is asked first.
            guard catalogue.standards[clause.standard].isValid(at: time) else { continue }
            matches.append(match(clause, columns, row: row))
        }
        return matches
    }

    private func match(_ clause: Clause, _ columns: [Column], row: Int) -> Match {
        var missing: [String] = []
        if !clause.evidence.isEmpty {
            if let evidenceField, case .set(let set) = columns[evidenceField] {
                missing = clause.evidence.filter { !set.has($0, row: row) }
            } else {
                missing = clause.evidence
            }
        }
        return Match(standard: clause.standard, effect: clause.effect, missingEvidence: missing)
    }

    /// Everything that the standards say about a row, in the order of the catalogue.
    public func effects(_ table: CaseTable, row: Int) -> [Effect] {
        matches(table, row: row).filter(\.isInForce).map(\.effect)
    }

    /// What the standards alone say about a row.
    public func verdict(_ table: CaseTable, row: Int) -> Verdict {
        Verdict(effects(table, row: row))
    }
}
