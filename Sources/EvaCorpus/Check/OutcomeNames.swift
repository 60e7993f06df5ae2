/// Column names by which an outcome gives itself away.
enum OutcomeNames {
    /// The word in `name` that outcomes have in their names; `nil` for a name that says nothing.
    static func outcomeWord(in name: String) -> String? {
        words(in: name)
            .first { word in
                exact.contains(word) || beginnings.contains { word.hasPrefix($0) }
            }
    }

    private static let exact: Set = [
        "paid", "close", "closed", "closing", "status", "outcome", "outcomes", "result", "results", "decision",
        "verdict", "ruling", "refunded", "granted", "upheld", "overturned",
    ]
    private static let beginnings = [
        "disposition", "settle", "determination", "payout", "resolution", "resolved", "approv", "denied", "denial",
        "reject", "decided", "reimbursed", "awarded", "adjudicat",
    ]

    /// Lower-case words of a name, split at marks and at capitals within.
    static func words(in name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let isPart = character.isLetter || character.isNumber
            if !isPart || (character.isUppercase && wasLower) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isPart { word += character.lowercased() }
            wasLower = character.isLowercase
        }
        return word.isEmpty ? words : words + [word]
    }
}
