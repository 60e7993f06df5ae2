extension CaseTable {
    /// The case of a row on its own, as if the set `field` had these members too; what it has already is not added
    /// again, and a missing set becomes one that is known.
    package func adding(_ names: [String], toSet field: Int, row: Int) -> CaseTable {
        var table = subset([row])
        guard case .set(var set) = table.columns[field] else { return table }
        for name in names {
            let code = set.dictionary.firstIndex(of: name) ?? set.dictionary.count
            if code == set.dictionary.count { set.dictionary.append(name) }
            if !set.members.contains(Int32(code)) { set.members.append(Int32(code)) }
        }
        set.offsets = [0, Int32(set.members.count)]
        set.isMissing = [false]
        table.columns[field] = .set(set)
        return table
    }
}
