extension Column {
    /// Number of rows without a value.
    var missingCount: Int {
        switch self {
        case .category(let column): column.codes.count { $0 < 0 }
        case .set(let column): column.isMissing.count { $0 }
        case .number(let column): column.values.count(where: \.isNaN)
        case .date(let column): column.values.count(where: \.isMissing)
        case .flag(let column): column.values.count { $0 < 0 }
        case .text(let column): column.isMissing.count { $0 }
        }
    }

    /// Number of different values; of a set's different members.
    var distinctCount: Int {
        switch self {
        case .category(let column): Set(column.codes.filter { $0 >= 0 }).count
        case .set(let column): Set(column.members).count
        case .number(let column): Set(column.values.filter { !$0.isNaN }).count
        case .date(let column): Set(column.values.filter { !$0.isMissing }).count
        case .flag(let column): Set(column.values.filter { $0 >= 0 }).count
        case .text: Set(groupCodes.filter { $0 >= 0 }).count
        }
    }

    /// A code a row, equal for equal values, −1 for missing ones.
    var groupCodes: [Int32] {
        switch self {
        case .category(let column): return column.codes
        case .number(let column):
            var codes: [Double: Int32] = [:]
            return column.values.map { $0.isNaN ? -1 : code(of: $0, in: &codes) }
        case .date(let column):
            var codes: [CaseTime: Int32] = [:]
            return column.values.map { $0.isMissing ? -1 : code(of: $0, in: &codes) }
        case .flag(let column): return column.values.map(Int32.init)
        case .set(let column):
            var codes: [[Int32]: Int32] = [:]
            return column.isMissing.indices.map { row in
                column.isMissing[row] ? -1 : code(of: column.members(of: row).sorted(), in: &codes)
            }
        case .text(let column):
            var dictionary = ByteDictionary()
            let source = column.bytes.span
            return column.isMissing.indices.map { row in
                if column.isMissing[row] { return -1 }
                return Int32(dictionary.insert(source, column.offsets[row], column.offsets[row + 1]).code)
            }
        }
    }

    private func code<Value: Hashable>(of value: Value, in codes: inout [Value: Int32]) -> Int32 {
        if let code = codes[value] { return code }
        let code = Int32(codes.count)
        codes[value] = code
        return code
    }
}
