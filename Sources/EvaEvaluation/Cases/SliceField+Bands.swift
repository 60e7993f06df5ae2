extension ScoredCases.SliceField {
    /// What stands for a missing value.
    public static let missing = "missing"

    /// A field whose values are four bands of the amounts, in their order, with a quarter of the known ones each.
    ///
    /// There are fewer bands where many amounts are the same, and `nil` when no amount is known.
    ///
    /// **Formula**: band k ends with the amount at position ⌈k n / 4⌉ of the n known ones in order.
    public init?(quartersOf amounts: [Double], field: String) {
        let known = amounts.filter { !$0.isNaN }.sorted()
        guard let highest = known.last else { return nil }
        var ends: [Double] = []
        for quarter in 1...3 {
            let end = known[(quarter * known.count + 3) / 4 - 1]
            if end > ends.last ?? -.infinity, end < highest { ends.append(end) }
        }
        func text(_ amount: Double) -> String { Format.money(amount, nil) }
        var names = zip(ends, ends.dropFirst()).map { "above \(text($0)) to \(text($1))" }
        if let first = ends.first, let last = ends.last {
            names = ["up to \(text(first))"] + names + ["above \(text(last))"]
        } else {
            names = ["up to \(text(highest))"]
        }
        let isWhole = known.count == amounts.count
        self.init(
            field: field,
            values: amounts.map { amount in
                amount.isNaN ? Self.missing : names[ends.firstIndex { amount <= $0 } ?? ends.count]
            },
            order: names + (isWhole ? [] : [Self.missing])
        )
    }
}
