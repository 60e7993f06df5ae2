package import EvaCorpus

/// The console's own words in one language, by key.
package struct Words: Sendable {
    package let language: Language
    /// For templates.
    package let table: [String: String]

    /// The words of a language.
    package static func of(_ language: Language) -> Words { language == .zh ? chinese : english }

    private static let english = Words(.en, PackageResources.words_en_txt)
    private static let chinese = Words(.zh, PackageResources.words_zh_txt)

    /// Reads lines of `key = text`.
    private init(_ language: Language, _ bytes: [UInt8]) {
        self.language = language
        var table: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let mark = line.firstRange(of: " = ") else { continue }
            table[String(line[..<mark.lowerBound])] = String(line[mark.upperBound...])
        }
        self.table = table
    }

    /// The text of a key; the key itself where there is none, which a test keeps from happening.
    package subscript(key: String) -> String { table[key] ?? key }

    /// The text of a key, with values in the place of its numbered marks.
    package func callAsFunction(_ key: String, _ values: String...) -> String {
        var text = self[key]
        for (index, value) in values.enumerated() { text = text.replacing("{\(index)}", with: value) }
        return text
    }

    /// The text of a key, if there is one.
    package func ifAny(_ key: String) -> String? { table[key] }

    /// The text of a titled thing.
    package func callAsFunction(_ titles: Titles) -> String { titles[language] }
}
