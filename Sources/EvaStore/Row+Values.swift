import GRDB

extension Row {
    /// The value of a column that is never NULL.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value {
        try decode(Value.self, forColumn: column)
    }

    /// The value of a column that may be NULL.
    func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value? {
        try decode(Value?.self, forColumn: column)
    }

    func time(_ column: String) throws -> StoreTime {
        StoreTime(milliseconds: try value(column))
    }

    func optionalTime(_ column: String) throws -> StoreTime? {
        try optional(column).map { StoreTime(milliseconds: $0) }
    }

    /// One of the names that an enumeration knows; the table's CHECK has let in no other.
    func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
        let name: String = try value(column)
        guard let choice = Choice(rawValue: name) else { throw StoreError.damaged(column) }
        return choice
    }

    func optionalChoice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice? {
        let name: String? = try optional(column)
        return name == nil ? nil : try choice(column)
    }
}

extension Database {
    /// Runs a statement that is kept for the next time.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a statement that is kept for the next time.
    func first(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows of a statement that is kept for the next time.
    func all(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
        try Row.fetchAll(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// A number that a query counts.
    func count(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Int {
        try Int.fetchOne(try cachedStatement(sql: sql), arguments: arguments) ?? 0
    }
}
