extension CaseTable {
    /// The cases of this table and of `newer` in time order; of two with one identifier that of `newer` stays.
    ///
    /// The table keeps its schema. What `newer` has no column for, such as the amount paid, is missing in its cases.
    ///
    /// **Throws** a `CorpusError` when the two have different fields.
    public func joined(with newer: CaseTable) throws(CorpusError) -> CaseTable {
        let (fields, others) = (schema.fields, newer.schema.fields)
        guard fields.map(\.name) == others.map(\.name), fields.map(\.type) == others.map(\.type) else {
            throw CorpusError(
                .schemaRole,
                "\(newer.schema.corpus) has other fields than \(schema.corpus)",
                at: Place(file: newer.schema.corpus),
                cure: "join cases of one schema"
            )
        }
        var known: Set<ArraySlice<UInt8>> = []
        for row in 0..<newer.rowCount where !newer.ids.isMissing[row] { known.insert(newer.ids.bytes(of: row)) }
        let kept = (0..<rowCount).filter { ids.isMissing[$0] || !known.contains(ids.bytes(of: $0)) }
        var table = subset(kept)
        table.append(newer)
        return table.inTimeOrder()
    }

    /// Appends rows as they are, whatever their times.
    private mutating func append(_ other: CaseTable) {
        rowCount += other.rowCount
        ids.append(other.ids)
        times += other.times
        labels += other.labels
        for index in columns.indices { columns[index].append(other.columns[index]) }
        let count = other.rowCount
        if schema.amount != nil { amounts += other.amounts.filled(.nan, count) }
        if schema.paid != nil { paid += other.paid.filled(.nan, count) }
        if schema.truth != nil { truths += other.truths.filled(.nan, count) }
        if schema.firstDecision != nil { firstDecisions += other.firstDecisions.filled(-1, count) }
        if schema.agent != nil {
            var agents = other.agents
            agents.codes = agents.codes.filled(-1, count)
            self.agents.append(agents)
        }
    }
}

extension Array {
    /// The values, or as many missing ones where a table has none.
    fileprivate func filled(_ missing: Element, _ count: Int) -> [Element] {
        isEmpty ? [Element](repeating: missing, count: count) : self
    }
}

extension Column {
    /// Appends a column of the same type.
    fileprivate mutating func append(_ other: Column) {
        switch (self, other) {
        case (.category(var column), .category(let other)):
            column.append(other)
            self = .category(column)
        case (.set(var column), .set(let other)):
            column.append(other)
            self = .set(column)
        case (.number(var column), .number(let other)):
            column.values += other.values
            self = .number(column)
        case (.date(var column), .date(let other)):
            column.values += other.values
            self = .date(column)
        case (.flag(var column), .flag(let other)):
            column.values += other.values
            self = .flag(column)
        case (.text(var column), .text(let other)):
            column.append(other)
            self = .text(column)
        default: preconditionFailure("columns of two types")
        }
    }
}

extension CategoryColumn {
    fileprivate mutating func append(_ other: CategoryColumn) {
        let map = merge(other.categories, into: &categories)
        codes += other.codes.map { $0 < 0 ? $0 : map[Int($0)] }
    }
}

extension SetColumn {
    fileprivate mutating func append(_ other: SetColumn) {
        let map = merge(other.dictionary, into: &dictionary)
        let start = Int32(members.count)
        members += other.members.map { map[Int($0)] }
        offsets += other.offsets.dropFirst().map { start + $0 }
        isMissing += other.isMissing
    }
}

extension TextColumn {
    fileprivate mutating func append(_ other: TextColumn) {
        let start = bytes.count
        bytes += other.bytes
        offsets += other.offsets.dropFirst().map { start + $0 }
        isMissing += other.isMissing
    }
}

/// Code of each of `more` among `names`, to which the new ones are appended.
private func merge(_ more: [String], into names: inout [String]) -> [Int32] {
    var codes = Dictionary(uniqueKeysWithValues: zip(names, names.indices.map(Int32.init)))
    return more.map { name in
        if let code = codes[name] { return code }
        let code = Int32(names.count)
        names.append(name)
        codes[name] = code
        return code
    }
}
