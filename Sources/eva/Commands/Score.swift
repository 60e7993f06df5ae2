import ArgumentParser
import EvaBundle
import EvaCorpus
import EvaDecisions
import Foundation

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Suggests pay, deny or review for one case, or for each line of JSON Lines.",
        discussion: """
            Examples:
              eva score --model models/after-sales data/after-sales/new-claim.json
              eva score --model models/tsa --set claim_type='Property Damage' --set claim_amount=120
              eva score --model models/after-sales --view claimant --language zh data/after-sales/new-claim.json
              eva score --model models/after-sales - < cases.jsonl > suggestions.jsonl

            JSON Lines are answered line by line, in order; a line that is no case gets {"error": …, "line": …}, and \
            the others are answered all the same.
            """
    )

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String

    @Argument(help: "A case as JSON, a file of JSON Lines, or - for JSON Lines on standard input.")
    var file: String?

    @Option(help: ArgumentHelp("A field's value; may be given many times.", valueName: "field=value"))
    var set: [String] = []

    @OptionGroup var guidance: GuidanceArguments
    @OptionGroup var policy: PolicyArguments

    @Option(help: "For whom: the agent sees all, the claimant what was decided and on which facts.")
    var view = View.agent

    @Option(help: "Language on the terminal: en or zh; JSON has both.")
    var language = Language.en

    @Flag(
        inversion: .prefixedNo,
        help: "Look for what would change the suggestion, which takes about half of the time."
    )
    var changes = true

    @Flag(help: "Write the suggestion as JSON.")
    var json = false

    enum View: String, CaseIterable, ExpressibleByArgument {
        case agent
        case claimant
    }

    func validate() throws {
        guard (file == nil) != set.isEmpty else {
            throw ValidationError("give either a file (or -) or --set field=value")
        }
    }

    func run() throws {
        let loaded = try ModelBundle.load(model)
        var advisor = try Advisor(loaded)
        advisor.guidance = try guidance.read(schema: loaded.bundle.schema)
        advisor.guidance.rule = try policy.rule(loaded.bundle)
        if changes {
            let evidence = advisor.guidance.standards?.catalogue.evidenceField
            advisor.changes = ChangeSearch(loaded.bundle, evidenceField: evidence)
        }
        let parser = try CaseParser(schema: loaded.bundle.schema)
        guard let file else {
            return try show(parser.parse(values: assignments(), file: "--set"), advisor)
        }
        if file == "-" || file.hasSuffix(".jsonl") || file.hasSuffix(".ndjson") {
            return try stream(file, AdvisorSession(advisor))
        }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CorpusError(.file, "cannot be read", at: Place(file: file), cure: "check that it is there")
        }
        try show(parser.parse(Array(bytes), file: file), advisor)
    }

    private func assignments() throws -> [(field: String, value: String)] {
        try set.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw ValidationError("--set \(text) has no value; --set field=value would be right")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
    }

    private func show(_ table: CaseTable, _ advisor: Advisor) throws {
        let terminal = Terminal.standardOutput(language)
        switch view {
        case .agent:
            let suggestion = try advisor.suggest(table, row: 0)
            if json { return Output.line(suggestion.json.prettyText) }
            let bundle = advisor.bundle
            let view = SuggestionView(suggestion, schema: bundle.schema, info: bundle.info, terminal: terminal)
            Output.line(view.text)
        case .claimant:
            let notice = try advisor.notice(table, row: 0)
            if json { return try Output.json(notice) }
            Output.line(NoticeView(notice, terminal: terminal).text)
        }
    }

    private func stream(_ file: String, _ session: AdvisorSession) throws {
        var session = session
        let lines = try LineReader(path: file)
        var failures = 0
        while let line = try lines.next() {
            do {
                switch view {
                case .agent:
                    let suggestion = try session.suggest(line.bytes, file: lines.name, line: line.number)
                    Output.line(suggestion.json.text)
                case .claimant:
                    let notice = try session.notice(line.bytes, file: lines.name, line: line.number)
                    try Output.json(notice, pretty: false)
                }
            } catch {
                failures += 1
                try Output.json(LineError(error: "\(error)", line: line.number), pretty: false)
            }
        }
        if failures > 0 {
            Output.note("error: \(failures) lines are no cases; each has its reason in the output")
            throw ExitCode(2)
        }
    }
}

private struct LineError: Encodable {
    let error: String
    let line: Int
}
