import EvaTestSupport
import Foundation
import Testing

@Suite(.serialized)
struct ServeCommandTests {
    private static let model = Command.repository + "/models/after-sales"
    private static let data = Command.repository + "/data/after-sales"
    private static let guidance = [
        "--standards", data + "/standards.yaml", "--policy", data + "/policy.yaml", "--costs", data + "/costs.yaml",
    ]

    private func claim() throws -> String {
        try String(contentsOfFile: Self.data + "/new-claim.json", encoding: .utf8).replacing("\n", with: " ")
    }

    /// The claim as inputs of the Open Inference Protocol.
    private func inputs(_ claim: String) throws -> String {
        let fields = try #require(JSONSerialization.jsonObject(with: Data(claim.utf8)) as? [String: Any])
        let inputs = fields.map { name, value -> [String: Any] in
            let (datatype, element): (String, Any) =
                switch value {
                case let list as [String]: ("BYTES", list.joined(separator: ";"))
                case let text as String: ("BYTES", text)
                case let number as NSNumber where name == "risk_flag": ("BOOL", number.boolValue)
                default: ("FP64", value)
                }
            return ["name": name, "datatype": datatype, "shape": [1], "data": [element]]
        }
        return String(decoding: try JSONSerialization.data(withJSONObject: ["inputs": inputs]), as: UTF8.self)
    }

    @Test
    func `A case gets the same answer from the command line and over HTTP, alone, in a batch and column by column`()
        async throws
    {
        let claim = try claim()
        let serving = try Serving(["--model", Self.model] + Self.guidance)
        try Data((claim + "\n").utf8).write(to: URL(fileURLWithPath: serving.folder + "/claims.jsonl"))
        let scored = try Command.run(
            ["score", "--model", Self.model, serving.folder + "/claims.jsonl"] + Self.guidance
        )
        try #require(scored.code == 0, "\(scored.errors)")

        let token = try serving.token("shop", "agent")
        let caller = Caller(port: try await serving.start(), token: token)
        let (status, text) = try await caller.send("POST", "/v1/suggestions?dry_run=true", claim)
        #expect(status == 200)
        #expect(text + "\n" == scored.output)
        let (_, batch) = try await caller.send("POST", "/v1/suggestions/batch?dry_run=true", "[\(claim),\(claim)]")
        #expect(batch == #"{"items":[{"index":0,"result":\#(text)},{"index":1,"result":\#(text)}],"failed":0}"#)
        let stored = try await caller.object("POST", "/v1/suggestions", claim)
        let bare = try await caller.object("POST", "/v1/suggestions?dry_run&reasons=none", claim)
        let columns = try await caller.object("POST", "/v2/models/after-sales/infer", try inputs(claim))
        let outputs = try #require(columns["outputs"] as? [[String: Any]])
        let one = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for name in ["suggestion", "probability", "confidence", "score"] {
            let value = try #require(one[name] as? NSObject)
            #expect(stored[name] as? NSObject == value)
            #expect(bare[name] as? NSObject == value)
            let output = outputs.first { $0["name"] as? String == name }
            #expect((output?["data"] as? [NSObject])?.first == value, "\(name)")
        }

        #expect(serving.stop() == 0)
        #expect(!serving.log.contains(token))
        #expect(try Command.run(["audit", "verify"] + serving.database).code == 0)
        // The database has what it took over, byte for byte.
        for kind in ["standards", "policy", "costs"] {
            let exported = try Command.run(["standards", "export", "--kind", kind] + serving.database)
            #expect(exported.output == (try String(contentsOfFile: Self.data + "/\(kind).yaml", encoding: .utf8)))
        }
    }

    @Test
    func `A policy that is published is served without a restart, a broken one is refused with its line`() async throws
    {
        let claim = try claim()
        let serving = try Serving(["--model", Self.model] + Self.guidance)
        let token = try serving.token("shop", "agent")
        let caller = Caller(port: try await serving.start(), token: token)
        let before = try await caller.send("POST", "/v1/suggestions?dry_run", claim).text
        let publish = ["standards", "publish", "--kind", "policy", "--model", Self.model] + serving.database
        let policy = try String(contentsOfFile: Self.data + "/policy.yaml", encoding: .utf8)
        let file = serving.folder + "/policy.yaml"

        try Data(policy.replacing("wrong_deny: 0.05", with: "wrong_deny: 5").utf8).write(to: URL(fileURLWithPath: file))
        let broken = try Command.run(publish + [file])
        #expect(broken.code == 2)
        #expect(broken.errors.hasPrefix("error: \(file):6:"), "\(broken.errors)")
        #expect(try await caller.send("POST", "/v1/suggestions?dry_run", claim).text == before)

        // Nothing can be proved for such a budget: no case is answered any more.
        let strict = policy.replacing(": 0.05 ", with: ": 0.0001 ") + "least_coverage: 0\n"
        try Data(strict.utf8).write(to: URL(fileURLWithPath: file))
        #expect(try Command.run(publish + [file]).code == 0)
        let scored = try Command.run(
            ["score", "--model", Self.model, Self.data + "/new-claim.json", "--json", "--policy", file]
        )
        #expect(scored.output.contains(#""suggestion" : "review""#), "\(scored.output)")
        var after = before
        for _ in 0..<100 where after == before {
            try await Task.sleep(for: .milliseconds(200))
            after = try await caller.send("POST", "/v1/suggestions?dry_run&reasons=none", claim).text
            if after.contains(#""suggestion":"review""#) { break }
            after = before
        }
        #expect(after != before, "\(serving.log)")
    }

    @Test
    func `What cannot be served is said before anything is listened to`() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = ["--database", folder + "/eva.sqlite"]
        let cases: [([String], Int32, String)] = [
            (["--model", folder], 2, folder), (["--port", "x"], 2, "--port"), ([], 2, "--model"),
            (["--model", Self.model, "--segment", "nosuch"], 2, "segment"),
            (["--model", Self.model, "--tls-cert", "a", "--tls-key", "b"], 2, "a, b"),
            (["--model", Self.model, "--standards", "/nothing"], 2, "/nothing"),
            (["--model", Self.model, "--policy", Self.data + "/costs.yaml"], 2, "costs.yaml:"),
        ]
        for (arguments, code, place) in cases {
            let result = try Command.run(["serve"] + arguments + database)
            #expect(result.code == code, "\(arguments): \(result.errors)")
            #expect(result.errors.contains(place), "\(arguments): \(result.errors)")
        }
    }

    @Test
    func `A flag outranks the environment, the environment the file`() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let config = folder + "/eva.yaml"
        try Data("model: /nothing\nmax_batch: 1\nmax_body_bytes: 2000\ncase_visibility: team\n".utf8)
            .write(to: URL(fileURLWithPath: config))
        let told = try Serving(
            ["--config", config, "--max-batch", "3"],
            starting: "export EVA_MODEL='\(Self.model)' EVA_MAX_BATCH=2 EVA_MAX_BODY_BYTES=4000; "
        )
        let token = try told.token("shop", "agent")
        let caller = Caller(port: try await told.start(), token: token)
        let claim = try claim()
        func batch(_ count: Int) async throws -> Int {
            let body = "[" + Array(repeating: claim, count: count).joined(separator: ",") + "]"
            return try await caller.send("POST", "/v1/suggestions/batch?dry_run", body).status
        }
        // The flag's 3, not the environment's 2; the environment's model and 4000 bytes, not the file's.
        #expect(try await batch(3) == 200)
        #expect(try await batch(4) == 413)
        let long = claim.replacing("羊毛大衣", with: String(repeating: "大", count: 800))
        #expect((2000..<4000).contains(long.utf8.count))
        #expect(try await caller.send("POST", "/v1/suggestions?dry_run", long).status == 200)
        let longer = claim.replacing("羊毛大衣", with: String(repeating: "大", count: 1400))
        #expect(try await caller.send("POST", "/v1/suggestions?dry_run", longer).status == 413)
        #expect(told.stop() == 0)
    }

    @Test(.enabled(if: Self.canUse("openssl") && Self.canUse("curl")))
    func `With certificate and key it speaks HTTPS only`() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key, otherKey) = (folder + "/cert.pem", folder + "/key.pem", folder + "/other.pem")
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
        let name = ["-addext", "subjectAltName=DNS:localhost", "-days", "2"]
        for (key, certificate) in [(key, certificate), (otherKey, folder + "/unused.pem")] {
            _ = try tool("openssl", ["req", "-x509", "-keyout", key, "-out", certificate] + curve + name)
        }
        let model = ["--model", Self.model, "--tls-cert", certificate, "--tls-key"]
        let serving = try Serving(model + [key])
        let port = try await serving.start()
        func get(_ url: String, _ arguments: String...) throws -> String {
            try tool("curl", ["--silent", "--max-time", "20", url] + arguments)
        }
        #expect(try get("https://localhost:\(port)/livez", "--cacert", certificate) == #"{"status":"live"}"#)
        let page = try get("https://localhost:\(port)/login", "--cacert", certificate, "--include")
        #expect(page.contains("__Host-eva_visitor=") && page.contains("; Secure"), "cookies go over TLS only")
        #expect(try get("https://localhost:\(port)/livez") == "")
        #expect(try get("http://localhost:\(port)/livez") == "")
        // A key of another certificate is found out before anything is listened to.
        let other = try Command.run(["serve"] + model + [otherKey] + serving.database)
        #expect(other.code == 2 && other.errors.contains("cert.pem"), "\(other.errors)")
    }

    private static func canUse(_ tool: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + tool)
    }

    private func tool(_ name: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + name)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

}
