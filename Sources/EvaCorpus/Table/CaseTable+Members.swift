extension CaseTable {
    /// The case of a row on its own, as if the set `field` had these members too.
    package func adding(_ names: [String], toSet field: Int, row: Int) -> CaseTable {
        var table = subset([row])
        guard case .set(let set) = table.columns[field], let more = set.adding(names) else { return table }
        table.replaceColumn(field, by: .set(more))
        return table
    }
}

extension SetColumn {
    /// The column of a case on its own with these members too, and known; `nil` when it has all of them already.
    package func adding(_ names: [String]) -> SetColumn? {
        var set = self
        for name in names {
            let code = set.dictionary.firstIndex(of: name) ?? set.dictionary.count
            if code == set.dictionary.count { set.dictionary.append(name) }
            if !set.members.contains(Int32(code)) { set.members.append(Int32(code)) }
        }
        guard set.members.count > members.count else { return nil }
        set.offsets = [0, Int32(set.members.count)]
        set.isMissing = [false]
        return set
    }
}
