import EvaTestSupport
import Foundation
import Testing

@Suite("Commands of the database")
struct StoreCommandTests {
    private static let model = Command.repository + "/models/after-sales"
    private static let sample = Command.repository + "/data/after-sales/sample.csv"

    /// Runs commands in a folder of their own; `DIR` stands for it, `DB` for a database in it.
    private func inFolder(_ body: ((String, [String]) throws -> Command.Result) throws -> Void) throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body { input, arguments in
            try Command.run(
                // The folder's name is drawn by lot and may have a DB in it.
                arguments.map { $0.replacing("DB", with: "DIR/eva.sqlite").replacing("DIR", with: folder) },
                input: input
            )
        }
    }

    private func object(_ result: Command.Result) throws -> [String: Any] {
        #expect(result.code == 0, "\(result.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test("users are added with a password from standard input, get tokens, and are disabled")
    func users() throws {
        try inFolder { eva in
            let added = try object(
                eva(
                    "correct horse battery\n",
                    ["users", "add", "anna", "--role", "agent", "--role", "admin", "--json", "--database", "DB"]
                )
            )
            #expect(added["roles"] as? [String] == ["agent", "admin"] && added["has_password"] as? Bool == true)
            let bo = try eva("", ["users", "add", "bo", "--role", "reviewer", "--no-password", "--database", "DB"])
            #expect(bo.output == "bo added: reviewer\n")
            let token = try eva(
                "",
                ["users", "token", "bo", "--name", "shop", "--scope", "review", "--database", "DB"]
            )
            #expect(token.code == 0 && token.output.hasPrefix("eva_") && token.output.utf8.count == 48)
            #expect(try eva("", ["users", "revoke", "1", "--database", "DB"]).output == "token 1 is revoked\n")
            #expect(try eva("", ["users", "disable", "bo", "--database", "DB"]).output == "bo is disabled\n")
            #expect(try eva("another long one", ["users", "password", "anna", "--database", "DB"]).code == 0)
            let list = try eva("", ["users", "list", "--database", "DB"]).output
            #expect(list.contains("anna: agent, admin; can log in") && list.contains("bo: reviewer; disabled since"))
            #expect(list.contains("token 1 “shop”: review; revoked at"))
            #expect(!list.contains(token.output.dropLast()))
        }
    }

    @Test("usage and bad input end with 2, failed work with 1, and one line says why")
    func errors() throws {
        try inFolder { eva in
            _ = try eva("correct horse battery\n", ["users", "add", "anna", "--role", "admin", "--database", "DB"])
            for arguments in [
                ["users", "add", "x", "--role", "king", "--no-password", "--database", "DB"],
                ["users", "add", "anna", "--role", "agent", "--no-password", "--database", "DB"],
                ["users", "add", "x", "--role", "agent", "--database", "DB"],
                ["users", "disable", "nobody", "--database", "DB"], ["users", "disable", "anna", "--database", "DB"],
                ["users", "list", "--database", "DIR/none.sqlite"], ["users", "list", "--database", "DIR"],
                ["audit", "verify", "--anchor", "x", "--database", "DB"],
                ["purge", "--before", "tomorrow", "--database", "DB"],
                ["purge", "--before", "2999-01-01", "--database", "DB"],
                ["export", "--out", "DIR/x", "--database", "DB"],
                ["export", "--out", "DIR/x", "--model", "DIR/none", "--database", "DB"],
                ["cases", "import", Self.sample, "--model", Self.model, "--segment", "nothing", "--database", "DB"],
                ["restore", "DIR/none", "--database", "DB"], ["backup", "DB", "--database", "DB"],
            ] {
                let result = try eva("", arguments)
                #expect(result.code == 2 && result.output.isEmpty, "\(arguments) \(result.output)")
                #expect(result.errors.hasPrefix("error: "), "\(result.errors)")
            }
            #expect(try eva("", ["backup", "DIR/no/folder", "--database", "DB"]).code == 1)
            let broken = try eva("", ["doctor", "--database", "DIR/none.sqlite", "--model", "DIR/none"])
            #expect(
                broken.code == 1 && broken.output.contains("bad  database: ") && broken.output.contains("bad  model: ")
            )
        }
    }

    @Test("cases come in, are checked, backed up, restored, exported and purged")
    func day() throws {
        try inFolder { eva in
            let arguments = [
                "cases", "import", Self.sample, "--model", Self.model, "--segment", "category", "--until",
                "2023-01-10", "--json", "--database", "DB",
            ]
            let count = try #require(try object(eva("", arguments))["imported"] as? Int)
            #expect(count > 10)
            let again = try object(eva("", arguments))
            #expect(again["imported"] as? Int == 0 && again["present"] as? Int == count)

            let doctor = try eva("", ["doctor", "--database", "DB", "--model", Self.model])
            #expect(doctor.code == 0 && doctor.output.contains("good  model: after-sales version"))
            let verified = try object(eva("", ["audit", "verify", "--json", "--database", "DB"]))
            #expect(verified["intact"] as? Bool == true && verified["records"] as? Int == count)
            let anchor = try #require(verified["anchor"] as? String)
            #expect(try eva("", ["audit", "verify", "--anchor", anchor, "--database", "DB"]).code == 0)
            let wrong = anchor.dropLast() + (anchor.hasSuffix("0") ? "1" : "0")
            let fault = try eva("", ["audit", "verify", "--anchor", String(wrong), "--database", "DB"])
            #expect(fault.code == 1 && fault.output.contains("not the one that was kept as the anchor"))

            #expect(try eva("", ["backup", "DIR/backup.sqlite", "--database", "DB"]).code == 0)
            let restored = try object(eva("", ["restore", "DIR/backup.sqlite", "--json", "--database", "DB"]))
            #expect(restored["rows"] as? Int == count)
            let exported = try object(
                eva("", ["export", "--model", Self.model, "--out", "DIR/out", "--json", "--database", "DB"])
            )
            #expect(exported["unlabelled"] as? Int == count && exported["cases"] as? Int == 0)
            let purged = try object(eva("", ["purge", "--before", "2000-01-01", "--json", "--database", "DB"]))
            #expect(purged["cases"] as? Int == 0 && (purged["copies"] as? [String])?.count == 1)
        }
    }
}
