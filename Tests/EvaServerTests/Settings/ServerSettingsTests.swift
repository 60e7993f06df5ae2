import EvaServer
import EvaTestSupport
import Foundation
import Testing

struct ServerSettingsTests {
    private func withFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/eva.yaml"))
        return try body(folder + "/eva.yaml")
    }

    @Test
    func `A flag outranks the environment, the environment the file`() throws {
        try withFile("port: 1\nmax_batch: 2\nhost: file\ncase_visibility: team\n") { file in
            let settings = try ServerSettings(
                flags: ["config": file, "port": "3"],
                environment: ["EVA_PORT": "4", "EVA_MAX_BATCH": "5", "EVA_LOG": "info", "PATH": "x"]
            )
            #expect(settings.server.port == 3)
            #expect(settings.server.maxBatch == 5)
            #expect(settings.server.host == "file")
            #expect(settings.server.caseVisibility == .team)
            #expect(settings.server.maxRequests == ServerOptions().maxRequests)
        }
    }

    @Test
    func `An error says where the wrong value stands and what would be right`() throws {
        try withFile("host: x\nport: many\n") { file in
            let error = #expect(throws: ServerError.self) {
                try ServerSettings(flags: [:], environment: ["EVA_CONFIG": file])
            }
            #expect(error?.place == "\(file):2:7")
        }
        try withFile("prot: 1\n") { file in
            let error = #expect(throws: ServerError.self) {
                try ServerSettings(flags: ["config": file], environment: [:])
            }
            #expect(error?.cure.contains("max_batch") == true)
        }
        let cases: [([String: String], [String: String], String)] = [
            (["port": "x"], [:], "--port"), ([:], ["EVA_BLIND_SHARE": "x"], "EVA_BLIND_SHARE"),
            (["port": "70000"], [:], "port"), (["blind-share": "2"], [:], "options"),
            (["tls-cert": "a"], [:], "tls-key"), (["case-visibility": "all"], [:], "--case-visibility"),
            (["config": "/nothing"], [:], "/nothing"),
        ]
        for (flags, environment, place) in cases {
            let error = #expect(throws: ServerError.self) {
                try ServerSettings(flags: flags, environment: environment)
            }
            #expect(error?.place == place)
        }
    }

    @Test
    func `The manual names every setting`() throws {
        let manual = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/service.md"),
            encoding: .utf8
        )
        for setting in ServerSettings.all { #expect(manual.contains("`\(setting.name)`"), "\(setting.name)") }
    }
}
