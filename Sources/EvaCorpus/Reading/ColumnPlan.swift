/// What becomes of a file's columns: which values a table takes, and from where.
struct ColumnPlan: Sendable {
    /// Demands that a reader makes on each case.
    struct Demands: Sendable {
        /// Whether a case without identifier or time is bad.
        var identity = true
        /// Whether a case without label is bad.
        var label = true
        /// Whether values other than identifier, time, amount and fields are taken.
        var outcomes = true
    }

    /// A value that the table takes, and the file's column with it; `nil` where the file has none.
    struct Target: Sendable {
        var role: Schema.Role
        var column: Int?
    }

    let schema: Schema
    let demands: Demands
    /// The file's columns.
    let names: [String]
    /// In the order of the file's columns, so that a row's first problem is the first in the file.
    let targets: [Target]

    /// Plans to read `names`, all of which the schema must name.
    ///
    /// **Throws** a description of the first name that is unknown or there twice, or of all required names missing.
    init(schema: Schema, names: [String], demands: Demands) throws(NameProblem) {
        self.schema = schema
        self.demands = demands
        self.names = names
        let roles = schema.roles
        let known = schema.columnNames
        let knownSet = Set(known)
        var positions: [String: Int] = [:]
        for (position, name) in names.enumerated() {
            guard knownSet.contains(name) else {
                throw NameProblem(
                    position: position,
                    code: .unknownColumn,
                    message: "the schema does not name the column \(excerpt(name))\(didYouMean(name, among: known))",
                    cure: "name it under fields, outcome_only or ignore"
                )
            }
            guard positions.updateValue(position, forKey: name) == nil else {
                throw NameProblem(
                    position: position,
                    code: .duplicateColumn,
                    message: "the column \(name) is there twice",
                    cure: "keep one of them"
                )
            }
        }
        let missing = roles.filter { positions[$0.column] == nil && demands.require($0.role) }.map(\.column)
        if !missing.isEmpty {
            let unique = known.filter(missing.contains)
            throw NameProblem(
                position: nil,
                code: .missingColumn,
                message: unique.count == 1
                    ? "the column \(unique[0]) is missing"
                    : "the columns \(unique.joined(separator: ", ")) are missing",
                cure: "add them to the file, or take them out of the schema"
            )
        }
        let taken = roles.filter { $0.role != .outcomeOnly && $0.role != .ignore }
        targets =
            taken.filter { schema.fieldIndex($0.column) == nil || $0.role != .amount }
            .map { role in
                Target(role: role.role, column: demands.take(role.role) ? positions[role.column] : nil)
            }
            .enumerated()
            .sorted { ($0.element.column ?? -1, $0.offset) < ($1.element.column ?? -1, $1.offset) }
            .map(\.element)
    }

    /// A column name that does not fit.
    struct NameProblem: Error {
        var position: Int?
        var code: CorpusError.Code
        var message: String
        var cure: String
    }
}

extension ColumnPlan.Demands {
    fileprivate func require(_ role: Schema.Role) -> Bool {
        switch role {
        case .id, .time: identity
        case .label: label
        case .field, .amount: true
        default: false
        }
    }

    fileprivate func take(_ role: Schema.Role) -> Bool {
        switch role {
        case .id, .time, .field, .amount: true
        default: outcomes
        }
    }
}

/// A value as messages show it: at most 40 characters, without control characters.
func excerpt(_ text: String) -> String {
    var shown = ""
    for character in text.prefix(40) {
        let isControl = character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
        shown.append(isControl ? "\u{FFFD}" : character)
    }
    return text.count > 40 ? shown + "…" : shown
}
