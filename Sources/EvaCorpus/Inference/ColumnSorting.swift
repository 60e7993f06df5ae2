/// Sorts columns into facts, outcomes and those that tell nothing.
struct ColumnSorting {
    let raw: RawColumns
    let guesses: [ColumnGuess]
    let roles: RoleGuess
    private(set) var fields: [Int] = []
    private(set) var outcomes: [(index: Int, why: String)] = []
    private(set) var ignored: [(index: Int, why: String)] = []
    private(set) var amount: Int?
    private(set) var paid: Int?
    private(set) var agent: Int?
    private(set) var firstDecision: Int?
    private(set) var truth: Int?

    init(raw: RawColumns, guesses: [ColumnGuess], roles: RoleGuess) {
        self.raw = raw
        self.guesses = guesses
        self.roles = roles
    }

    mutating func sortAll() {
        let labels = self.labels
        for (index, guess) in guesses.enumerated() where ![roles.id, roles.time, roles.label].contains(index) {
            sort(index, guess, labels)
        }
        let amounts = fields.filter { index in
            guesses[index].type == .money && OutcomeNames.words(in: guesses[index].name).contains("amount")
        }
        amount = amounts.first { guesses[$0].name.lowercased().contains("claim") } ?? amounts.first
        paid = outcomes.map(\.index)
            .first { index in
                let words = OutcomeNames.words(in: guesses[index].name)
                return guesses[index].type == .money && !words.contains { ["claim", "claimed"].contains($0) }
            }
    }

    private mutating func sort(_ index: Int, _ guess: ColumnGuess, _ labels: [Int8]) {
        let words = OutcomeNames.words(in: guess.name)
        if words.contains("true"), words.contains("probability"), guess.type == .number {
            truth = index
            return
        }
        if Set(guess.commonValues) == Set(roles.pay + roles.deny),
            words.contains(where: { ["agent", "first", "initial"].contains($0) })
        {
            firstDecision = index
            return
        }
        if agent == nil, guess.type == .category || guess.type == .number, !guess.isNearlyUnique,
            words.contains(where: { ["agent", "adjuster", "handler", "examiner"].contains($0) })
        {
            agent = index
            return
        }
        if let word = OutcomeNames.outcomeWord(in: guess.name) {
            outcomes.append((index, "the name says \(word): looks like an outcome"))
            return
        }
        if let auc = auc(index, labels), auc >= CorpusCheck.leakAUC {
            outcomes.append((index, "alone it ranks the cases with AUC \(shortened(auc)): looks like an outcome"))
            return
        }
        if let why = reasonToIgnore(index, guess) {
            ignored.append((index, why))
            return
        }
        fields.append(index)
    }

    private func shortened(_ auc: Double) -> String { numberText((auc * 1000).rounded() / 1000) }

    private func reasonToIgnore(_ index: Int, _ guess: ColumnGuess) -> String? {
        if guess.presentCount == 0 { return "always missing" }
        if guess.isConstant { return "one value only" }
        if guess.type == .category, guess.isNearlyUnique, guess.presentCount > 20 {
            return "almost every case has a value of its own"
        }
        guard guess.type == .category else { return nil }
        let twin = fields.first { guesses[$0].type == .category && saysTheSame(index, $0) }
        return twin.map { "says the same as \(guesses[$0].name)" }
    }

    /// Whether two columns name the same things: each value goes with one value of the other in nearly all cases.
    private func saysTheSame(_ left: Int, _ right: Int) -> Bool {
        guard guesses[left].distinctCount > 2, guesses[right].distinctCount > 2 else { return false }
        var pairs: [UInt64: Int] = [:]
        for (a, b) in zip(raw.columns[left].codes, raw.columns[right].codes) where a >= 0 || b >= 0 {
            pairs[UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)), default: 0] += 1
        }
        let total = pairs.values.reduce(0, +)
        func explained(by code: (UInt64) -> UInt64) -> Int {
            var best: [UInt64: Int] = [:]
            for (pair, count) in pairs { best[code(pair)] = max(best[code(pair)] ?? 0, count) }
            return best.values.reduce(0, +)
        }
        return min(explained { $0 >> 32 }, explained { $0 & 0xFFFF_FFFF }) * 100 >= total * 95
    }

    private var labels: [Int8] {
        let column = raw.columns[roles.label]
        return column.codes.map { code in
            if code < 0 { return -1 }
            return roles.pay.contains(column.values[Int(code)]) ? 1 : 0
        }
    }

    /// The field's own area under the ROC curve; `nil` for texts and for names that hardly repeat.
    private func auc(_ index: Int, _ labels: [Int8]) -> Double? {
        let column = raw.columns[index]
        switch guesses[index].type {
        case .number, .money:
            let values = column.values.map { number(parsing: $0) ?? .nan }
            return SingleFieldAUC.auc(values: column.codes.map { $0 < 0 ? .nan : values[Int($0)] }, labels: labels)
        case .category, .set, .flag, .date: return SingleFieldAUC.auc(codes: column.codes, labels: labels)
        case .text: return nil
        }
    }
}
