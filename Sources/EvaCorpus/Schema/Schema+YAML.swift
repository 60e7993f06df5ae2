extension Schema {
    /// The schema as YAML, in one canonical form: equal schemas give equal bytes, and reading them gives the schema.
    public func yaml() -> String {
        var lines = ["corpus: \(quoted(corpus))", "id: \(quoted(id))", "time: \(quoted(time))"]
        lines.append("label: {field: \(quoted(label.field)), pay: \(list(label.pay)), deny: \(list(label.deny))}")
        if let amount {
            lines.append("amount: {field: \(quoted(amount.field)), currency: \(quoted(amount.currency))}")
        }
        lines.append("fields:")
        lines += fields.map { "  \(quoted($0.name)): \($0.yaml)" }
        if !outcomeOnly.isEmpty { lines.append("outcome_only: \(list(outcomeOnly))") }
        if let agent { lines.append("agent: \(quoted(agent))") }
        if let paid { lines.append("paid: {field: \(quoted(paid))}") }
        if let firstDecision { lines.append("first_decision: \(quoted(firstDecision))") }
        if let truth { lines.append("truth: \(quoted(truth))") }
        if !ignore.isEmpty { lines.append("ignore: \(list(ignore))") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Field {
    fileprivate var yaml: String {
        var parts = ["type: \(type.rawValue)"]
        if type == .set, separator != ";" { parts.append("separator: \(quoted(separator))") }
        if let monotone { parts.append("monotone: \(monotone.rawValue)") }
        if confidential { parts.append("confidential: true") }
        if let actionable { parts.append("actionable: \(actionable)") }
        if let language { parts.append("language: \(quoted(language))") }
        if let title { parts.append("title: \(title.yaml)") }
        if let help { parts.append("help: \(help.yaml)") }
        return "{\(parts.joined(separator: ", "))}"
    }
}

extension Titles {
    fileprivate var yaml: String { "{en: \(quoted(en)), zh: \(quoted(zh))}" }
}

private func list(_ names: [String]) -> String {
    "[\(names.map(quoted).joined(separator: ", "))]"
}

/// A YAML scalar: plain where nobody can misread it, else in double quotes.
func quoted(_ text: String) -> String {
    let isPlain =
        text.utf8.allSatisfy { (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
        || text.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 || $0 == 95 }
    let startsWithLetter = text.utf8.first.map { (97...122).contains($0) || (65...90).contains($0) } ?? false
    let words: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
    if isPlain, startsWithLetter, !words.contains(text.lowercased()) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x22: quoted += "\\\""
        case 0x5C: quoted += "\\\\"
        case 0x0A: quoted += "\\n"
        case 0x09: quoted += "\\t"
        // Control characters, line and paragraph separators, byte order mark and non-characters must be escaped.
        case 0..<0x20, 0x7F...0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
