package import GRDB

/// A step from one form of the database to the next; steps are only ever added, never changed.
package struct StoreMigration: Sendable {
    /// Its name; never used twice.
    package let identifier: String
    package let migrate: @Sendable (Database) throws -> Void

    package init(_ identifier: String, _ migrate: @escaping @Sendable (Database) throws -> Void) {
        self.identifier = identifier
        self.migrate = migrate
    }

    /// All steps, in order.
    package static let all = [StoreMigration("v1", version1)]

    /// `Eva1` as SQLite's application_id; tells a store from any other database.
    static let applicationID: Int32 = 0x4576_6131
}
