/// What a column of unknown meaning looks like.
struct ColumnGuess {
    let name: String
    let type: FieldType
    let separator: String?
    let rowCount: Int
    let presentCount: Int
    let distinctCount: Int
    /// Values, the most frequent first; at most 20.
    let commonValues: [String]
    let meanLength: Double

    var isConstant: Bool { distinctCount <= 1 && presentCount == rowCount || distinctCount == 0 }
    /// Whether each case has a value of its own.
    var isUnique: Bool { distinctCount == rowCount }
    var isNearlyUnique: Bool { presentCount > 1 && Double(distinctCount) >= 0.9 * Double(presentCount) }

    init(_ column: RawColumns.RawColumn) {
        var counts = [Int](repeating: 0, count: column.values.count)
        for code in column.codes where code >= 0 { counts[Int(code)] += 1 }
        name = column.name
        rowCount = column.codes.count
        let presentCount = counts.reduce(0, +)
        self.presentCount = presentCount
        distinctCount = column.values.count
        let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        commonValues = order.prefix(20).map { column.values[$0] }
        let length = zip(column.values, counts).reduce(0) { $0 + $1.0.utf8.count * $1.1 }
        meanLength = presentCount > 0 ? Double(length) / Double(presentCount) : 0
        let separator = Self.separator(column, counts, presentCount)
        self.separator = separator
        type = Self.type(column, presentCount, meanLength, separator)
    }

    private static func type(
        _ column: RawColumns.RawColumn,
        _ presentCount: Int,
        _ meanLength: Double,
        _ separator: String?
    ) -> FieldType {
        guard presentCount > 0 else { return .category }
        if column.isList { return .set }
        if isFlag(column.values) { return .flag }
        if isDate(column) { return .date }
        if column.values.allSatisfy({ number(parsing: $0) != nil }), !hasLeadingZeros(column.values) {
            return isMoney(column) ? .money : .number
        }
        let uniqueShare = Double(column.values.count) / Double(presentCount)
        if uniqueShare >= 0.5, meanLength >= 25, column.values.contains(where: \.isProse) { return .text }
        return separator == nil ? .category : .set
    }

    private static func isFlag(_ values: [String]) -> Bool {
        let words = Set(values.map { $0.lowercased() })
        return [["true", "false"], ["yes", "no"], ["0", "1"]].contains { words == Set($0) }
    }

    /// All values are dates; plain years only where the name speaks of time.
    private static func isDate(_ column: RawColumns.RawColumn) -> Bool {
        guard column.values.allSatisfy({ CaseTime(parsing: $0) != nil }) else { return false }
        if column.values.contains(where: { $0.contains("-") }) { return true }
        return OutcomeNames.words(in: column.name).contains { ["year", "date", "time", "day"].contains($0) }
    }

    /// Codes such as 00742 are names, though they look like numbers.
    private static func hasLeadingZeros(_ values: [String]) -> Bool {
        values.contains { value in
            let digits = Array(value.utf8.prefix(2))
            return digits.count == 2 && digits[0] == 48 && (48...57).contains(digits[1])
        }
    }

    private static func isMoney(_ column: RawColumns.RawColumn) -> Bool {
        let words: Set = [
            "amount", "price", "fee", "cost", "paid", "pay", "payment", "value", "sum", "refund", "premium", "charge",
            "money", "amt", "usd", "cny", "rmb", "eur",
        ]
        return OutcomeNames.words(in: column.name).contains(where: words.contains)
    }

    /// The mark that splits values into a smaller stock of short names; `nil` when none does.
    private static func separator(
        _ column: RawColumns.RawColumn,
        _ counts: [Int],
        _ presentCount: Int
    ) -> String? {
        if column.isList { return ";" }
        for mark in [";", "|"] {
            var split = 0
            var members: Set<Substring> = []
            var length = 0
            var parts = 0
            for (value, count) in zip(column.values, counts) {
                let pieces = value.split(separator: mark)
                if pieces.count > 1 { split += count }
                members.formUnion(pieces)
                length += value.utf8.count
                parts += max(1, pieces.count)
            }
            let isFrequent = split >= 2 && Double(split) >= 0.01 * Double(presentCount)
            if isFrequent, members.count < column.values.count, length < 60 * parts { return mark }
        }
        return nil
    }
}

extension String {
    /// Whether the text has words, or is in a script that writes none.
    fileprivate var isProse: Bool {
        split(separator: " ").count >= 4 || unicodeScalars.count { $0.value >= 0x2E80 } >= 8
    }
}
