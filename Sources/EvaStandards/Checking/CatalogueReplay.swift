import EvaCorpus

/// In which cases of a corpus each clause of a catalogue applies, and in which its effect comes about.
struct CatalogueReplay {
    let catalogue: StandardCatalogue
    let table: CaseTable
    /// Rows in which each standard applies, in order.
    private(set) var applies: [[Int32]]
    /// Rows in which each standard's effect comes about, in order.
    private(set) var inForce: [[Int32]]
    /// 1 where a clause in force says that the claim must be paid, 2 where it must be denied, 3 where both are said.
    private var musts: [UInt8]

    init(_ catalogue: StandardCatalogue, _ table: CaseTable, progress: (Int, Int) throws -> Void) rethrows {
        self.catalogue = catalogue
        self.table = table
        applies = Array(repeating: [], count: catalogue.standards.count)
        inForce = applies
        musts = [UInt8](repeating: 0, count: table.rowCount)
        let matcher = CatalogueMatcher(catalogue, schema: table.schema)
        for row in 0..<table.rowCount {
            if row % 4096 == 0 { try progress(row, table.rowCount) }
            for match in matcher.matches(table, row: row) {
                applies[match.standard].append(Int32(row))
                guard match.isInForce else { continue }
                inForce[match.standard].append(Int32(row))
                if match.effect == .mustPay { musts[row] |= 1 }
                if match.effect == .mustDeny { musts[row] |= 2 }
            }
        }
    }

    /// How the cases were decided in which standard number `index` is in force and no clause that must be followed
    /// outranks or contradicts it.
    func record(_ index: Int) -> ClauseRecord {
        let standard = catalogue.standards[index]
        let own: UInt8 = standard.effect == .mustPay ? 1 : standard.effect == .mustDeny ? 2 : 0
        var record = ClauseRecord(
            standard: StandardVersion(standard),
            effect: standard.effect,
            applies: applies[index].count,
            inForce: inForce[index].count,
            labelled: 0,
            followed: 0
        )
        for row in inForce[index] where musts[Int(row)] == own && table.labels[Int(row)] >= 0 {
            record.labelled += 1
            if (table.labels[Int(row)] == 1) == standard.effect.isForPay { record.followed += 1 }
        }
        return record
    }

    /// Rows in which both standards are in force.
    func common(_ first: Int, _ second: Int) -> [Int32] {
        var common: [Int32] = []
        var position = 0
        let other = inForce[second]
        for row in inForce[first] {
            while position < other.count && other[position] < row { position += 1 }
            if position < other.count && other[position] == row { common.append(row) }
        }
        return common
    }

    /// Share of the labelled cases that were paid; `nil` without any.
    var payShare: Double? {
        let labelled = table.labels.count { $0 >= 0 }
        return labelled == 0 ? nil : Double(table.labels.count { $0 == 1 }) / Double(labelled)
    }

    /// Names that tests of a category or set ask for and no case has.
    func unknownNames(in standard: Standard) -> [(field: String, name: String)] {
        var names = standard.condition.names
        if let field = catalogue.evidenceField { names += standard.evidence.map { (field, $0) } }
        var seen: Set<String> = []
        return names.filter { field, name in
            guard let column = table.column(field), seen.insert("\(field) \(name)").inserted else { return false }
            switch column {
            case .category(let column): return !column.categories.contains(name)
            case .set(let column): return !column.dictionary.contains(name)
            default: return false
            }
        }
    }
}

extension Condition {
    /// Names of categories and members of sets that tests of the condition ask for.
    fileprivate var names: [(field: String, name: String)] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.names)
        case .not(let part): part.names
        case .test(let field, .isOneOf(let names)), .test(let field, .hasAny(let names)),
            .test(let field, .hasAll(let names)):
            names.map { (field, $0) }
        case .test: []
        }
    }
}
