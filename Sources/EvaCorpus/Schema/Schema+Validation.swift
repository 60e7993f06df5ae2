extension Schema {
    /// Checks that the schema holds together: names, roles, monotone directions and separators.
    ///
    /// **Throws** a `CorpusError` for the first problem; its place has no line, because a schema in memory has none.
    public func validate() throws(CorpusError) {
        if let flaw = firstFlaw() {
            throw CorpusError(flaw.code, flaw.message, at: Place(file: "schema"), cure: flaw.cure)
        }
    }

    /// A contradiction in a schema and the key under which it stands.
    struct Flaw {
        var code: CorpusError.Code
        var message: String
        var cure: String
        /// Key of the schema, then the name or position below it.
        var path: [String]
    }

    func firstFlaw() -> Flaw? {
        nameFlaw() ?? roleFlaw() ?? labelFlaw() ?? amountFlaw() ?? fields.lazy.compactMap(Self.fieldFlaw).first
    }

    private func nameFlaw() -> Flaw? {
        let names = [("corpus", corpus)] + roles.map { ($0.role.key, $0.column) }
        for (key, name) in names where !Self.isName(name) {
            return Flaw(
                code: .schemaValue,
                message: "“\(name)” is no name",
                cure: "a name has a letter or digit, no line break, and no blank at its ends",
                path: [key, name]
            )
        }
        return nil
    }

    private func roleFlaw() -> Flaw? {
        var seen: [String: [Role]] = [:]
        for (column, role) in roles {
            for other in seen[column, default: []] where !role.mayShare(with: other) {
                let message =
                    other.key == role.key
                    ? "\(column) is named twice under \(role.key)"
                    : "\(column) is both \(other.key) and \(role.key)"
                return Flaw(
                    code: .schemaRole,
                    message: message,
                    cure: "give the column one role",
                    path: [role.key, column]
                )
            }
            seen[column, default: []].append(role)
        }
        return nil
    }

    private func labelFlaw() -> Flaw? {
        for (key, values) in [("pay", label.pay), ("deny", label.deny)] {
            if values.isEmpty {
                return Flaw(
                    code: .schemaValue,
                    message: "no value means \(key)",
                    cure: "write label: {field: \(label.field), pay: [pay], deny: [deny]}",
                    path: ["label", key]
                )
            }
            for value in values where value.isEmpty || value != trimmed(value) {
                return Flaw(
                    code: .schemaValue,
                    message: "“\(value)” is no label",
                    cure: "a label is not empty and has no blank at its ends",
                    path: ["label", key]
                )
            }
        }
        if let both = label.pay.first(where: label.deny.contains) {
            return Flaw(
                code: .schemaRole,
                message: "“\(both)” means both pay and deny",
                cure: "list it once",
                path: ["label", "deny"]
            )
        }
        return nil
    }

    private func amountFlaw() -> Flaw? {
        guard let amount else { return nil }
        if amount.currency.utf8.count != 3 || !amount.currency.utf8.allSatisfy({ (65...90).contains($0) }) {
            return Flaw(
                code: .schemaValue,
                message: "“\(amount.currency)” is no currency",
                cure: "write the ISO 4217 code, for example USD or CNY",
                path: ["amount", "currency"]
            )
        }
        guard let index = fieldIndex(amount.field) else { return nil }
        let type = fields[index].type
        if type == .money || type == .number { return nil }
        return Flaw(
            code: .schemaRole,
            message: "the amount \(amount.field) is a \(type.rawValue)",
            cure: "give the field the type money",
            path: ["fields", amount.field]
        )
    }

    private static func fieldFlaw(_ field: Field) -> Flaw? {
        if field.monotone != nil, field.type == .category || field.type == .text {
            return Flaw(
                code: .schemaValue,
                message: "\(field.name) is a \(field.type.rawValue), which has no order, and cannot be monotone",
                cure: "leave monotone out; it is for number, money, date, flag and set",
                path: ["fields", field.name, "monotone"]
            )
        }
        if field.actionable == true, field.type == .date || field.type == .text {
            return Flaw(
                code: .schemaValue,
                message: "\(field.name) is a \(field.type.rawValue), of which no change is looked for",
                cure: "leave actionable out; it is for category, set, flag, number and money",
                path: ["fields", field.name, "actionable"]
            )
        }
        if field.type == .set, field.separator.isEmpty || field.separator.contains(where: \.isSeparatorFault) {
            return Flaw(
                code: .schemaValue,
                message: "“\(field.separator)” cannot separate members",
                cure: "use a mark that no member contains, for example \";\" or \"|\"",
                path: ["fields", field.name, "separator"]
            )
        }
        return nil
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name == trimmed(name) && name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    }
}

extension Character {
    /// Line breaks, quotation marks and blanks mean something else to a reader.
    fileprivate var isSeparatorFault: Bool {
        isNewline || self == "\"" || self == " " || self == "\0"
    }
}

/// `text` without blanks (space, tab, CR, LF) at its ends; the same blanks that the readers trim.
func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
}

/// Whether a byte is a space, tab, CR or LF.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
}
