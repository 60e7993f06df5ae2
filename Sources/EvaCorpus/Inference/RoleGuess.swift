/// Which columns look like identifier, time and label.
struct RoleGuess {
    let id: Int
    let time: Int
    let label: Int
    /// Spellings in the file.
    let pay: [String]
    let deny: [String]

    /// **Throws** a `CorpusError` that names the role for which no column is found.
    init(_ guesses: [ColumnGuess], path: String) throws(CorpusError) {
        func missing(_ what: String, _ cure: String) -> CorpusError {
            CorpusError(.missingColumn, "no column looks like \(what)", at: Place(file: path, line: 1), cure: cure)
        }
        let ids = guesses.indices.filter { guesses[$0].isUnique && ![.text, .date, .money].contains(guesses[$0].type) }
        guard let id = Self.best(ids, by: { Self.idScore(guesses[$0].name) }) else {
            throw missing("the identifier", "add a column that numbers the cases")
        }
        let dates = guesses.indices.filter {
            guesses[$0].type == .date && $0 != id && 100 * guesses[$0].presentCount >= 99 * guesses[$0].rowCount
        }
        guard let time = Self.best(dates, by: { Self.timeScore(guesses[$0].name) }) else {
            throw missing("the time of the case", "add a column of dates, as yyyy-MM-dd, without gaps")
        }
        let labels = guesses.indices.filter {
            guesses[$0].distinctCount == 2 && $0 != id && $0 != time
                && 100 * guesses[$0].presentCount >= 99 * guesses[$0].rowCount
        }
        guard let label = Self.best(labels, by: { Self.labelScore(guesses[$0]) }),
            let values = Self.spellings(guesses[label].commonValues)
        else {
            throw missing("the label", "add a column decision with the values pay and deny")
        }
        self.id = id
        self.time = time
        self.label = label
        pay = [values.pay]
        deny = [values.deny]
    }

    /// The candidate with the highest positive score; the earliest of equal ones.
    private static func best(_ candidates: [Int], by score: (Int) -> Int) -> Int? {
        var best: (index: Int, score: Int)?
        for candidate in candidates where score(candidate) > best?.score ?? 0 {
            best = (candidate, score(candidate))
        }
        return best?.index
    }

    private static func idScore(_ name: String) -> Int {
        let words = OutcomeNames.words(in: name)
        if words.last == "id" || words == ["id"] { return 4 }
        if words.contains("id") || words.contains("uuid") || words.contains("key") { return 3 }
        return words.contains { ["number", "no", "nr", "reference", "case", "row"].contains($0) } ? 2 : 1
    }

    private static func timeScore(_ name: String) -> Int {
        let order = ["received", "filed", "claimed", "created", "opened", "submitted", "reported", "decided"]
        let words = OutcomeNames.words(in: name)
        if let rank = order.firstIndex(where: { stem in words.contains { $0.hasPrefix(stem) } }) {
            return 20 - rank
        }
        if words.contains(where: { ["incident", "birth", "expiry", "closed", "paid"].contains($0) }) { return 1 }
        return words.contains { ["date", "time", "year", "month", "day"].contains($0) } ? 5 : 2
    }

    private static func labelScore(_ guess: ColumnGuess) -> Int {
        guard let (pay, deny) = spellings(guess.commonValues) else { return 0 }
        let words = OutcomeNames.words(in: guess.name)
        let isNamed = OutcomeNames.outcomeWord(in: guess.name) != nil || words.contains("label")
        let isPlain = payWords.contains(pay.lowercased()) && denyWords.contains(deny.lowercased())
        let isAgents = words.contains { ["agent", "first", "initial", "draft"].contains($0) }
        let isVague = ["yes", "no", "1", "0", "true", "false", "y", "n"].contains(pay.lowercased())
        if isVague, !isNamed { return 0 }
        return 10 + (isNamed ? 4 : 0) + (isPlain ? 8 : 0) - (isVague ? 2 : 0) - (isAgents ? 8 : 0)
            + (words == ["decision"] || words == ["label"] ? 1 : 0)
    }

    private static let payWords = [
        "pay", "paid", "approve", "approved", "accept", "accepted", "grant", "granted", "overturned", "overturn",
        "allow", "allowed", "settled", "yes", "true", "1", "y",
    ]
    private static let denyWords = [
        "deny", "denied", "reject", "rejected", "refuse", "refused", "upheld", "uphold", "disallow", "disallowed",
        "decline", "declined", "no", "false", "0", "n",
    ]

    /// Which of two values means pay; `nil` when that is not plain.
    private static func spellings(_ values: [String]) -> (pay: String, deny: String)? {
        guard values.count == 2 else { return nil }
        func means(_ value: String, _ words: [String]) -> Bool {
            words.contains(value.lowercased()) || OutcomeNames.words(in: value).first.map(words.contains) ?? false
        }
        for (pay, deny) in [(values[0], values[1]), (values[1], values[0])]
        where means(pay, payWords) && means(deny, denyWords) {
            return (pay, deny)
        }
        return nil
    }
}
