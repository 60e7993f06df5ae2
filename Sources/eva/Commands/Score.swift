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
              eva score --model models/after-sales - < cases.jsonl > suggestions.jsonl

            JSON Lines are answered line by line, in order; a line that is no case gets {"error": …, "line": …}, and
            the others are answered all the same.
            """
    )

    @Option(help: ArgumentHelp("Bundle, or model folder with a champion.", valueName: "path"))
    var model: String

    @Argument(help: "A case as JSON, a file of JSON Lines, or - for JSON Lines on standard input.")
    var file: String?

    @Option(help: ArgumentHelp("A field's value; may be given many times.", valueName: "field=value"))
    var set: [String] = []

    @Flag(help: "Write the suggestion as JSON.")
    var json = false

    func validate() throws {
        guard (file == nil) != set.isEmpty else {
            throw ValidationError("give either a file (or -) or --set field=value")
        }
    }

    func run() throws {
        let loaded = try ModelBundle.load(model)
        var advisor = Advisor(loaded)
        advisor.precedents = try PrecedentIndex(loaded.bundle)
        let parser = try CaseParser(schema: loaded.bundle.schema)
        guard let file else {
            let table = try parser.parse(values: assignments(), file: "--set")
            return try show(advisor.suggest(table, row: 0), loaded)
        }
        if file == "-" || file.hasSuffix(".jsonl") || file.hasSuffix(".ndjson") {
            return try stream(file, AdvisorSession(advisor))
        }
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CorpusError(.file, "cannot be read", at: Place(file: file), cure: "check that it is there")
        }
        let table = try parser.parse(Array(bytes), file: file)
        try show(advisor.suggest(table, row: 0), loaded)
    }

    private func assignments() throws -> [(field: String, value: String)] {
        try set.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw ValidationError("--set \(text) has no value; --set field=value would be right")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
    }

    private func show(_ suggestion: Suggestion, _ loaded: LoadedBundle) throws {
        if json {
            try Output.json(suggestion)
        } else {
            let view = SuggestionView(suggestion, info: loaded.bundle.info, colours: isatty(1) == 1)
            Output.line(view.text)
        }
    }

    private func stream(_ file: String, _ session: AdvisorSession) throws {
        var session = session
        let lines = try LineReader(path: file)
        var failures = 0
        while let line = try lines.next() {
            do {
                let suggestion = try session.suggest(line.bytes, file: lines.name, line: line.number)
                try Output.json(suggestion, pretty: false)
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
