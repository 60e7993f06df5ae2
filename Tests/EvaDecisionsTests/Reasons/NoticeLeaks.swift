import EvaCorpus
import EvaDecisions
import Foundation

/// Looks in a notice for all that a confidential field could be recognised by.
struct NoticeLeaks {
    let notice: ClaimantNotice
    /// The case, read with the schema in which the field is confidential.
    let table: CaseTable
    let field: Int

    /// Names, titles and values of the field that can be read in the notice.
    ///
    /// Values of shown fields may say anything; yes and no are words of every text.
    func found() throws -> [String] {
        let spec = table.schema.fields[field]
        let text = try remaining()
        let words = [spec.name, spec.shownTitle.en, spec.shownTitle.zh] + values
        return words.filter { text.contains(word: $0) || text.contains(word: Wording.value($0)) }
    }

    /// Values of the field that no shown field holds, too.
    var values: [String] {
        let spec = table.schema.fields[field]
        guard spec.type != .flag, let value = table.displayValue(field: field, row: 0), !value.isEmpty else {
            return []
        }
        let values = Set([value] + (spec.type == .set ? value.components(separatedBy: "; ") : []))
        // What a shown clause asks for may well be what a hidden set holds: it says nothing of that set.
        return values.filter { value in
            !shown.contains { $0.contains(value) } && !notice.stillNeeded.contains(value)
        }
    }

    /// JSON and text of the notice without the titles and values of what is shown.
    func remaining() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(notice), as: UTF8.self)
        let facts = notice.mainFacts + notice.otherFacts
        let types = facts.map { fact in table.schema.fieldIndex(fact.field).map { table.schema.fields[$0].type } }
        let words = zip(facts, types).map { Wording.shown($0.value, of: $1) }
        let known = shown + words.map(\.en) + words.map(\.zh) + facts.flatMap { [$0.title.en, $0.title.zh] }
        return known.filter { $0.count > 1 }.sorted { $0.count > $1.count }
            .reduce("\(json)\n\(notice.text.en)\n\(notice.text.zh)") { $0.replacing($1, with: " ") }
    }

    private var shown: [String] { (notice.mainFacts + notice.otherFacts).map(\.value) }

    /// A case on its own, read with a schema in which these fields are confidential.
    static func one(_ table: CaseTable, _ row: Int, hiding fields: [Int]) throws -> CaseTable {
        var schema = table.schema
        for index in fields { schema.fields[index].confidential = true }
        var values = [(field: schema.id, value: table.ids.text(of: row) ?? "")]
        for (index, field) in schema.fields.enumerated() {
            guard let value = table.displayValue(field: index, row: row) else { continue }
            values.append((field.name, field.type == .set ? value.replacing("; ", with: field.separator) : value))
        }
        return try CaseTable.one(values: values, schema: schema)
    }
}

extension String {
    /// Whether the word occurs with no letter or digit beside it, whatever its case.
    fileprivate func contains(word: String) -> Bool {
        let (text, word) = (lowercased(), word.lowercased())
        return text.ranges(of: word)
            .contains { range in
                let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
                let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
                let isLetter = { (character: Character) in
                    character.isASCII && (character.isLetter || character.isNumber || character == "_")
                }
                return !(isLetter(before) && word.first.map(isLetter) == true)
                    && !(isLetter(after) && word.last.map(isLetter) == true)
            }
    }
}
