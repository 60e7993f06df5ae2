import EvaTestSupport
import Foundation
import FoundationNetworking
import Testing

/// A running `eva serve` in a folder of its own.
final class Serving {
    let folder: String
    private(set) var process = Process()
    private let starting: String
    private let arguments: [String]

    var database: [String] { ["--database", folder + "/eva.sqlite"] }
    var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

    /// Prepares a service; `starting` are commands of the shell that run before it, in the same process.
    init(_ arguments: [String], starting: String = "") throws {
        folder = try temporaryFolder()
        self.starting = starting
        self.arguments = arguments
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Adds a user with roles and gives a token with all scopes.
    func token(_ name: String, _ roles: String...) throws -> String {
        let added = roles.flatMap { ["--role", $0] }
        try #require(try Command.run(["users", "add", name, "--no-password"] + added + database).code == 0)
        let scopes = ["cases", "suggest", "decide", "review", "models", "statistics", "metrics"]
        let issued = try Command.run(
            ["users", "token", name, "--name", "test"] + scopes.flatMap { ["--scope", $0] } + database
        )
        return String(try #require(issued.output.firstMatch(of: /eva_[A-Za-z0-9_-]+/)).output)
    }

    /// Starts it and gives the port once it is ready.
    func start() async throws -> Int {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", starting + "exec \"$@\"", "sh", Command.executable.path, "serve", "--port", "0"]
            + arguments + database
        try Data().write(to: URL(fileURLWithPath: folder + "/log"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/log"))
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<3000 where process.isRunning {
            if let match = log.firstMatch(of: /"message":"ready".*?"port":"(\d+)"/), let port = Int(match.output.1) {
                return port
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NotReady(log: log)
    }

    /// Asks it to end, and gives its exit code.
    @discardableResult
    func stop() -> Int32 {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends it as a failing machine would.
    func kill9() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private struct NotReady: Error {
        let log: String
    }
}

/// Sends requests to a running service.
struct Caller: Sendable {
    let port: Int
    let token: String

    func send(_ method: String, _ path: String, _ body: String? = nil) async throws -> (status: Int, text: String) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        request.timeoutInterval = 60
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    func object(_ method: String, _ path: String, _ body: String? = nil) async throws -> [String: Any] {
        let (status, text) = try await send(method, path, body)
        #expect(status == 200, "\(path): \(status) \(text)")
        return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
