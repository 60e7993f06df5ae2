import EvaCorpus

/// What a row of the audit says beside actor, action and subject: hashes, numbers and codes, never a person's data.
struct AuditDetail {
    enum Value {
        case text(String)
        case number(Int64)
        case flag(Bool)
        case null
    }

    private let values: [(key: String, value: Value)]

    init(_ values: [(key: String, value: Value)]) {
        self.values = values.sorted { $0.key < $1.key }
    }

    /// JSON with sorted keys; the very text that is hashed.
    var json: String {
        var text = "{"
        for (index, entry) in values.enumerated() {
            if index > 0 { text += "," }
            text += jsonQuoted(entry.key) + ":"
            switch entry.value {
            case .text(let value): text += jsonQuoted(value)
            case .number(let value): text += String(value)
            case .flag(let value): text += value ? "true" : "false"
            case .null: text += "null"
            }
        }
        return text + "}"
    }
}
