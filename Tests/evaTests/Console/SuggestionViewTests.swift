import EvaBundle
import EvaCorpus
import EvaDecisions
import EvaFeatures
import EvaModels
import Foundation
import Testing
import eva

@Suite("Suggestion on a terminal")
struct SuggestionViewTests {
    private let schema: Schema
    private let suggestion: Suggestion

    init() throws {
        let loaded = try ModelBundle.load(Command.repository + "/models/after-sales")
        schema = try Schema.load(path: Command.repository + "/data/after-sales/schema.yaml")
        let bundle = loaded.bundle
        let table = try CaseTable.one(values: [("case_id", "NEW-1")], schema: bundle.schema)
        var suggestion = try Advisor(bundle: bundle, identity: SuggestionExample.identity).suggest(table, row: 0)
        SuggestionExample.clear(&suggestion)
        self.suggestion = suggestion
    }

    private func view(_ suggestion: Suggestion, _ language: Language, width: Int, colours: Bool = false) -> String {
        let terminal = Terminal(language: language, width: width, colours: colours)
        return SuggestionView(suggestion, schema: schema, info: SuggestionExample.info, terminal: terminal).text
    }

    @Test(
        "everything, and nothing, looks as recorded",
        arguments: [
            ("nothing-en", Language.en, 100), ("nothing-zh", .zh, 100), ("everything-en", .en, 100),
            ("everything-zh", .zh, 100), ("everything-en-narrow", .en, 50), ("everything-zh-narrow", .zh, 50),
        ]
    )
    func golden(name: String, language: Language, width: Int) throws {
        var suggestion = suggestion
        if name.hasPrefix("everything") { SuggestionExample.fill(&suggestion) }
        let text = view(suggestion, language, width: width)
        try expectGolden(text + "\n", "suggestion-\(name).txt")
        for line in text.split(separator: "\n") { #expect(Terminal.width(String(line)) <= width, "\(line)") }
    }

    @Test("colours stand around words only, and without them the text is the same")
    func colours() throws {
        var suggestion = suggestion
        SuggestionExample.fill(&suggestion)
        let coloured = view(suggestion, .en, width: 100, colours: true)
        let escape = try Regex("\u{1B}\\[[0-9]+m")
        #expect(coloured.contains("\u{1B}["))
        #expect(coloured.replacing(escape, with: "") == view(suggestion, .en, width: 100))
    }

    @Test("text of users, files and models cannot steer the terminal")
    func harmless() throws {
        let evil = "a\u{1B}[2J\u{7}\r\n\u{202E}b\u{9B}31m"
        var suggestion = suggestion
        SuggestionExample.fill(&suggestion)
        SuggestionExample.spoil(&suggestion, with: evil)
        for language in Language.allCases {
            let text = view(suggestion, language, width: 100)
            let bad = text.unicodeScalars.filter {
                ($0.properties.generalCategory == .control && $0 != "\n") || $0 == "\u{202E}"
            }
            #expect(bad.isEmpty)
            #expect(text.contains("2J"))
        }
        let terminal = Terminal(language: .en, width: 80, colours: false)
        let table = try CaseTable.one(values: [("scene", "a\u{1B}[2Jb")], schema: schema)
        let notice = ClaimantNotice(suggestion, table: table, row: 0)
        #expect(!NoticeView(notice, terminal: terminal).text.contains("\u{1B}"))
    }

    @Test("a claimant's notice looks as recorded", arguments: [Language.en, .zh])
    func notice(language: Language) throws {
        var suggestion = suggestion
        SuggestionExample.fill(&suggestion)
        suggestion.answer = .deny
        let claim = Command.repository + "/data/after-sales/new-claim.json"
        let json = try #require(FileManager.default.contents(atPath: claim))
        let table = try CaseTable.one(json: Array(json), schema: schema)
        let notice = ClaimantNotice(suggestion, table: table, row: 0)
        let terminal = Terminal(language: language, width: 80, colours: false)
        try expectGolden(NoticeView(notice, terminal: terminal).text + "\n", "notice-\(language.rawValue).txt")
    }

    /// Compares with a file of Fixtures; one that is missing is recorded, and the test fails.
    private func expectGolden(_ text: String, _ file: String) throws {
        let path = Command.repository + "/Tests/evaTests/Fixtures/" + file
        guard let recorded = FileManager.default.contents(atPath: path) else {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("\(file) was missing and is recorded now: read it")
            return
        }
        #expect(text == String(decoding: recorded, as: UTF8.self))
    }
}
