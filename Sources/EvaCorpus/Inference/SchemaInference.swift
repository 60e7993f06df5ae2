/// Guesses a first schema for a file, for a person to read and correct.
///
/// The schema loads, and the file reads with it. Columns that look like outcomes, by their name or because they alone
/// rank the cases almost perfectly, come under `outcome_only`; columns that tell nothing under `ignore`; each with a
/// comment that says why.
public enum SchemaInference {
    /// The schema as YAML.
    ///
    /// **Throws** a `CorpusError` when the file cannot be read or no column looks like identifier, time or label.
    public static func infer(path: String) throws(CorpusError) -> String {
        let raw = try RawColumns(path: path)
        let guesses = raw.columns.map(ColumnGuess.init)
        let roles = try RoleGuess(guesses, path: path)
        var sorting = ColumnSorting(raw: raw, guesses: guesses, roles: roles)
        sorting.sortAll()
        if sorting.fields.isEmpty {
            throw CorpusError(
                .missingColumn,
                "no column looks like a fact known before the decision",
                at: Place(file: path, line: 1),
                cure: "add the facts of the cases, or write the schema by hand"
            )
        }
        let yaml = yaml(sorting, guesses, roles, name: corpusName(path))
        do {
            _ = try Schema(yaml: yaml, file: path)
        } catch {
            // A column has a name that no schema can give.
            throw CorpusError(error.code, error.message, at: Place(file: path, line: 1), cure: error.cure)
        }
        return yaml
    }

    private static func yaml(
        _ sorting: ColumnSorting,
        _ guesses: [ColumnGuess],
        _ roles: RoleGuess,
        name: String
    ) -> String {
        func column(_ index: Int) -> String { quoted(guesses[index].name) }
        func list(_ values: [String]) -> String { "[\(values.map(quoted).joined(separator: ", "))]" }
        var lines = [
            "# A first guess by eva schema infer. Read every line: a field must be known when the case is decided.",
            "corpus: \(quoted(name))",
            "id: \(column(roles.id))",
            "time: \(column(roles.time))",
            "label: {field: \(column(roles.label)), pay: \(list(roles.pay)), deny: \(list(roles.deny))}",
        ]
        if let amount = sorting.amount {
            lines.append("amount: {field: \(column(amount)), currency: USD}   # correct the currency")
        }
        lines.append("fields:")
        lines += sorting.fields.map { "  \(column($0)): \(field(guesses[$0]))\(note(guesses[$0]))" }
        lines += section("outcome_only", sorting.outcomes, guesses)
        for (key, index) in [("agent", sorting.agent), ("first_decision", sorting.firstDecision)] {
            if let index { lines.append("\(key): \(column(index))") }
        }
        if let paid = sorting.paid { lines.append("paid: {field: \(column(paid))}   # is this what was paid?") }
        if let truth = sorting.truth { lines.append("truth: \(column(truth))") }
        lines += section("ignore", sorting.ignored, guesses)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func field(_ guess: ColumnGuess) -> String {
        guard guess.type == .set, let separator = guess.separator else { return "{type: \(guess.type.rawValue)}" }
        return "{type: set, separator: \(quoted(separator))}"
    }

    private static func note(_ guess: ColumnGuess) -> String {
        let missing = guess.rowCount - guess.presentCount
        guard 2 * missing >= guess.rowCount else { return "" }
        return "   # \(percent((Double(missing) / Double(guess.rowCount) * 100).rounded() / 100)) missing"
    }

    private static func section(
        _ key: String,
        _ columns: [(index: Int, why: String)],
        _ guesses: [ColumnGuess]
    ) -> [String] {
        if columns.isEmpty { return [] }
        return ["\(key):"] + columns.map { "  - \(quoted(guesses[$0.index].name))   # \($0.why)" }
    }

    /// The file's name without folder and ending, as a corpus is called.
    private static func corpusName(_ path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? file
        let name = String(stem.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
        return name.contains { $0.isLetter || $0.isNumber } ? name : "corpus"
    }
}
