import GRDB

extension EvaStore {
    /// What the connection that writes is set to.
    package func connectionSettings() async throws -> [String: String] {
        try await pool.writeWithoutTransaction { db in
            var settings: [String: String] = [:]
            for name in ["journal_mode", "synchronous", "foreign_keys", "secure_delete"] {
                settings[name] = try String.fetchOne(db, sql: "PRAGMA \(name)")
            }
            return settings
        }
    }

    /// Names of a table's columns.
    package func columns(of table: String) async throws -> [String] {
        try await pool.read { try $0.columns(in: table).map(\.name) }
    }

    /// Pages of the database.
    package func pageCount() async throws -> Int {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    }

    /// Sets up the connection that writes otherwise, for tests of what happens then.
    package func configureWriter(_ sql: String) async throws {
        try await pool.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
}
