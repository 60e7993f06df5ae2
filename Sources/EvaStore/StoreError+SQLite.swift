import GRDB

extension StoreError {
    /// The store's word for an error of SQLite or of a row that cannot be read; other errors stay what they are.
    static func translated(_ error: any Error, place: String) -> any Error {
        switch error {
        case let error as DatabaseError: StoreError(error, place: place)
        case is RowDecodingError: StoreError.damaged(place)
        default: error
        }
    }

    /// Runs `body` and translates what it throws.
    static func translating<Value>(_ place: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw translated(error, place: place) }
    }

    private init(_ error: DatabaseError, place: String) {
        let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.diskFull, "the disk is full", place: place, cure: "free space; nothing was lost")
        case .SQLITE_READONLY:
            self.init(
                .readOnly,
                "the database cannot be written to",
                place: place,
                cure: "give this user the right to write to the file and its folder"
            )
        case .SQLITE_CORRUPT: self = .damaged(place)
        case .SQLITE_NOTADB: self = .notAStore(place)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "another process keeps the database locked",
                place: place,
                cure: "try again; see which other process uses it"
            )
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.fileSystem, "the database cannot be opened", place: place, cure: "check path and permissions")
        case .SQLITE_IOERR, .SQLITE_NOLFS:
            self.init(
                .fileSystem,
                "the database cannot be read or written (\(detail))",
                place: place,
                cure: "check the disk and its free space"
            )
        default:
            self.init(.database, detail, place: place, cure: "report this; the change was not made")
        }
    }

    static func damaged(_ place: String) -> StoreError {
        StoreError(.corrupt, "the database is damaged", place: place, cure: "restore a backup with eva restore")
    }

    static func notAStore(_ place: String) -> StoreError {
        StoreError(.notAStore, "this is no database of Eva", place: place, cure: "name the file that eva serve made")
    }
}
