import EvaTestSupport
import Foundation
import FoundationNetworking
import Testing

struct ServeCommandTests {
    @Test
    func `The service scores as the command line does, byte for byte, and ends when asked to`() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let model = Command.repository + "/models/after-sales"
        let claim = try String(contentsOfFile: Command.repository + "/data/after-sales/new-claim.json", encoding: .utf8)
            .replacing("\n", with: " ")
        try Data((claim + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/claims.jsonl"))
        let scored = try Command.run(["score", "--model", model, folder + "/claims.jsonl"])
        try #require(scored.code == 0, "\(scored.errors)")

        let database = ["--database", folder + "/eva.sqlite"]
        #expect(try Command.run(["users", "add", "shop", "--role", "agent", "--no-password"] + database).code == 0)
        let scopes = ["--scope", "suggest", "--scope", "cases"]
        let issued = try Command.run(["users", "token", "shop", "--name", "test"] + scopes + database)
        let token = try #require(issued.output.firstMatch(of: /eva_[A-Za-z0-9_-]+/)).output

        let server = try Server(["serve", "--model", model, "--port", "0"] + database, log: folder + "/log")
        defer { server.stop() }
        let port = try await server.port()
        func post(_ path: String, _ body: String) async throws -> (Int, String) {
            var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
            request.httpMethod = "POST"
            request.httpBody = Data(body.utf8)
            request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            let (data, response) = try await URLSession.shared.data(for: request)
            return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
        }
        let (status, text) = try await post("/v1/suggestions?dry_run=true", claim)
        #expect(status == 200)
        #expect(text + "\n" == scored.output)
        let (_, batch) = try await post("/v1/suggestions/batch?dry_run=true", "[\(claim),\(claim)]")
        #expect(batch == #"{"items":[{"index":0,"result":\#(text)},{"index":1,"result":\#(text)}],"failed":0}"#)
        let (stored, _) = try await post("/v1/suggestions", claim)
        #expect(stored == 200)

        server.stop()
        #expect(server.code == 0)
        let log = try String(contentsOfFile: folder + "/log", encoding: .utf8)
        #expect(!log.contains(token))
        #expect(try Command.run(["audit", "verify"] + database).code == 0)
    }

    @Test
    func `What cannot be served is said before anything is listened to`() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = ["--database", folder + "/eva.sqlite"]
        let model = Command.repository + "/models/after-sales"
        let cases: [([String], Int32, String)] = [
            (["--model", folder], 2, folder), (["--port", "x"], 2, "--port"), ([], 2, "--model"),
            (["--model", model, "--segment", "nosuch"], 2, "segment"),
            (["--model", model, "--tls-cert", "a", "--tls-key", "b"], 2, "a, b"),
            (["--model", model, "--standards", "/nothing"], 2, "/nothing"),
        ]
        for (arguments, code, place) in cases {
            let result = try Command.run(["serve"] + arguments + database)
            #expect(result.code == code, "\(arguments): \(result.errors)")
            #expect(result.errors.contains(place), "\(arguments): \(result.errors)")
        }
    }
}

/// A running `eva serve`.
private final class Server {
    private let process = Process()
    private let log: String

    init(_ arguments: [String], log: String) throws {
        self.log = log
        process.executableURL = Command.executable
        process.arguments = arguments
        try Data().write(to: URL(fileURLWithPath: log))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    var code: Int32 { process.terminationStatus }

    /// The port, once it is ready.
    func port() async throws -> Int {
        for _ in 0..<600 where process.isRunning {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            if let match = text.firstMatch(of: /"message":"ready".*?"port":"(\d+)"/), let port = Int(match.output.1) {
                return port
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotReady(log: try String(contentsOfFile: log, encoding: .utf8))
    }

    /// Asks it to end and waits.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    private struct NotReady: Error {
        let log: String
    }
}
