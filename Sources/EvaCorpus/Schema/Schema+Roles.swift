extension Schema {
    /// A use that the schema makes of a column.
    package enum Role: Sendable, Equatable {
        case id
        case time
        case label
        case amount
        case field(Int)
        case agent
        case paid
        case firstDecision
        case truth
        case outcomeOnly
        case ignore

        /// The schema's key for the role.
        var key: String {
            switch self {
            case .id: "id"
            case .time: "time"
            case .label: "label"
            case .amount: "amount"
            case .field: "fields"
            case .agent: "agent"
            case .paid: "paid"
            case .firstDecision: "first_decision"
            case .truth: "truth"
            case .outcomeOnly: "outcome_only"
            case .ignore: "ignore"
            }
        }

        /// Whether one column may have both roles: the amount may be a fact, and what is known only after the decision
        /// may be an outcome of any kind.
        func mayShare(with other: Role) -> Bool {
            switch (self, other) {
            case (.amount, .field), (.field, .amount): true
            case (.outcomeOnly, .paid), (.outcomeOnly, .firstDecision), (.outcomeOnly, .truth): true
            case (.paid, .outcomeOnly), (.firstDecision, .outcomeOnly), (.truth, .outcomeOnly): true
            default: false
            }
        }
    }

    /// Each use of a column, in the order of the schema's keys.
    package var roles: [(column: String, role: Role)] {
        var roles: [(column: String, role: Role)] = [(id, .id), (time, .time), (label.field, .label)]
        if let amount { roles.append((amount.field, .amount)) }
        for (index, field) in fields.enumerated() { roles.append((field.name, .field(index))) }
        if let agent { roles.append((agent, .agent)) }
        if let paid { roles.append((paid, .paid)) }
        if let firstDecision { roles.append((firstDecision, .firstDecision)) }
        if let truth { roles.append((truth, .truth)) }
        roles += outcomeOnly.map { ($0, .outcomeOnly) }
        roles += ignore.map { ($0, .ignore) }
        return roles
    }

    /// Names of all columns, each once, in the order of the schema's keys.
    package var columnNames: [String] {
        var seen: Set<String> = []
        return roles.map(\.column).filter { seen.insert($0).inserted }
    }
}
