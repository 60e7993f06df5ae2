import EvaStore
import Foundation
import GRDB

extension StoreExample {
    /// Changes the database behind the store's back, as somebody with the file could.
    func tamper(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { db in
            try db.execute(sql: "DROP TRIGGER IF EXISTS audit_refuses_update")
            try db.execute(sql: "DROP TRIGGER IF EXISTS audit_refuses_delete")
            try db.execute(sql: sql)
        }
        try queue.close()
    }
}

extension StoreExample {
    /// Whether any file of the database has the bytes of `text`.
    func hasTrace(of text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder)
            .contains { name in
                try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)).range(of: Data(text.utf8)) != nil
            }
    }
}
