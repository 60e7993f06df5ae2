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
    var json: String { JSONText.object(values.map { (key: $0.key, value: $0.value.json) }).text }
}

extension AuditDetail.Value {
    fileprivate var json: JSONText {
        switch self {
        case .text(let value): .string(value)
        case .number(let value): .integer(value)
        case .flag(let value): .bool(value)
        case .null: .null
        }
    }
}
