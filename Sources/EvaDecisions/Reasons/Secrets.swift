import EvaCorpus
import EvaStandards

/// What a claimant must not learn about a case: the confidential fields, their names and their values.
struct Secrets {
    private let fields: Set<String>
    /// Names, titles and values in lower case.
    private let words: [String]

    init(table: CaseTable, row: Int) {
        var names: Set<String> = []
        var words: [String] = []
        for (index, field) in table.schema.fields.enumerated() where field.confidential {
            names.insert(field.name)
            words += [field.name, field.shownTitle.en, field.shownTitle.zh]
            words += Self.values(table, field: index, row: row).flatMap { [$0, Wording.value($0)] }
        }
        fields = names
        self.words = words.filter { !$0.isEmpty }.map { $0.lowercased() }
    }

    /// Whether a clause may be shown: it is in the catalogue, tests no confidential field, asks for no evidence in one,
    /// and mentions none.
    func allow(_ finding: ClauseFinding, _ catalogue: StandardCatalogue?) -> Bool {
        let standard = catalogue?.standards.first { $0.id == finding.id && $0.version == finding.version }
        guard let standard else { return false }
        if standard.condition.tests(anyOf: fields) { return false }
        if !standard.evidence.isEmpty, let field = catalogue?.evidenceField, fields.contains(field) { return false }
        let texts = [finding.id, finding.title.en, finding.title.zh, finding.text.en, finding.text.zh]
        return !texts.contains { mentions($0.lowercased()) }
    }

    /// Whether a text in lower case holds one of the words as a word of its own.
    private func mentions(_ text: String) -> Bool {
        words.contains { word in
            text.ranges(of: word)
                .contains { range in
                    let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
                    let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
                    return !(before.isWordLetter && word.first?.isWordLetter == true)
                        && !(after.isWordLetter && word.last?.isWordLetter == true)
                }
        }
    }

    /// The value that could be told apart in a text; yes and no are words of every text.
    private static func values(_ table: CaseTable, field: Int, row: Int) -> [String] {
        switch table.columns[field] {
        case .flag: []
        case .set(let column): column.members(of: row).map { column.dictionary[Int($0)] }
        default: table.displayValue(field: field, row: row).map { [$0] } ?? []
        }
    }
}

extension Character {
    /// Letters of alphabets and digits; Chinese is written without blanks, so that its characters bound no word.
    fileprivate var isWordLetter: Bool { isASCII && (isLetter || isNumber || self == "_") }
}

extension Condition {
    /// Whether a field of these is tested somewhere in the condition.
    fileprivate func tests(anyOf fields: Set<String>) -> Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.tests(anyOf: fields) }
        case .not(let part): part.tests(anyOf: fields)
        case .test(let field, _): fields.contains(field)
        }
    }
}
