extension CaseTable {
    /// Rows whose time lies in [since, until); the table is in time order.
    ///
    /// **Complexity** logarithmic.
    public func rows(since: CaseTime? = nil, until: CaseTime? = nil) -> Range<Int> {
        let first = since.map(firstRow(notBefore:)) ?? 0
        let last = until.map(firstRow(notBefore:)) ?? rowCount
        return first..<max(first, last)
    }

    private func firstRow(notBefore time: CaseTime) -> Int {
        var low = 0
        var high = rowCount
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The cases of `rows`, in that order.
    ///
    /// Categories keep their codes, so that columns of both tables compare.
    public func subset(_ rows: [Int]) -> CaseTable {
        var table = self
        table.rowCount = rows.count
        table.ids = ids.subset(rows)
        table.times = rows.map { times[$0] }
        table.labels = rows.map { labels[$0] }
        table.columns = columns.map { $0.subset(rows) }
        if !amounts.isEmpty { table.amounts = rows.map { amounts[$0] } }
        if !agents.codes.isEmpty { table.agents.codes = rows.map { agents.codes[$0] } }
        if !paid.isEmpty { table.paid = rows.map { paid[$0] } }
        if !firstDecisions.isEmpty { table.firstDecisions = rows.map { firstDecisions[$0] } }
        if !truths.isEmpty { table.truths = rows.map { truths[$0] } }
        return table
    }

    /// The cases of `rows`.
    ///
    /// Categories keep their codes, so that columns of both tables compare.
    public func subset(_ rows: Range<Int>) -> CaseTable {
        rows == 0..<rowCount ? self : subset(Array(rows))
    }

    /// The cases by time; those of one moment keep their order, and names are numbered by first appearance again.
    func inTimeOrder() -> CaseTable {
        // Rows break ties, which makes the order stable whatever the sort does.
        var table = subset((0..<rowCount).sorted { (times[$0], $0) < (times[$1], $1) })
        table.columns = table.columns.map(\.renumbered)
        table.agents = table.agents.renumbered
        return table
    }
}

extension [CaseTime] {
    var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}

extension Column {
    /// The values of `rows`; codes stay those of the whole column.
    public func subset(_ rows: [Int]) -> Column {
        switch self {
        case .category(var column):
            column.codes = rows.map { column.codes[$0] }
            return .category(column)
        case .set(let column): return .set(column.subset(rows))
        case .number(var column):
            column.values = rows.map { column.values[$0] }
            return .number(column)
        case .date(var column):
            column.values = rows.map { column.values[$0] }
            return .date(column)
        case .flag(var column):
            column.values = rows.map { column.values[$0] }
            return .flag(column)
        case .text(let column): return .text(column.subset(rows))
        }
    }
}

extension SetColumn {
    fileprivate func subset(_ rows: [Int]) -> SetColumn {
        var subset = SetColumn()
        subset.dictionary = dictionary
        subset.offsets.reserveCapacity(rows.count + 1)
        for row in rows {
            subset.members += members(of: row)
            subset.offsets.append(Int32(subset.members.count))
        }
        subset.isMissing = rows.map { isMissing[$0] }
        return subset
    }
}

extension TextColumn {
    fileprivate func subset(_ rows: [Int]) -> TextColumn {
        var subset = TextColumn()
        subset.offsets.reserveCapacity(rows.count + 1)
        for row in rows {
            subset.bytes += bytes(of: row)
            subset.offsets.append(subset.bytes.count)
        }
        subset.isMissing = rows.map { isMissing[$0] }
        return subset
    }
}

extension Column {
    fileprivate var renumbered: Column {
        switch self {
        case .category(let column): return .category(column.renumbered)
        case .set(var column):
            let order = firstAppearances(column.members, count: column.dictionary.count)
            column.members = column.members.map { order.codes[Int($0)] }
            column.dictionary = order.kept.map { column.dictionary[$0] }
            return .set(column)
        default: return self
        }
    }
}

extension CategoryColumn {
    fileprivate var renumbered: CategoryColumn {
        let order = firstAppearances(codes, count: categories.count)
        var column = self
        column.codes = codes.map { $0 < 0 ? -1 : order.codes[Int($0)] }
        column.categories = order.kept.map { categories[$0] }
        return column
    }
}

/// New code of each code, and the old codes in the new order.
private func firstAppearances(_ codes: [Int32], count: Int) -> (codes: [Int32], kept: [Int]) {
    var renumbered = [Int32](repeating: -1, count: count)
    var kept: [Int] = []
    for code in codes where code >= 0 && renumbered[Int(code)] < 0 {
        renumbered[Int(code)] = Int32(kept.count)
        kept.append(Int(code))
    }
    return (renumbered, kept)
}
