import EvaTestSupport
import Foundation
import Testing

@Suite(.serialized)
struct ServeFailureTests {
    private static let model = Command.repository + "/models/after-sales"

    private func claim() throws -> String {
        try String(contentsOfFile: Command.repository + "/data/after-sales/new-claim.json", encoding: .utf8)
            .replacing("\n", with: " ")
    }

    @Test
    func `On a disk that takes no more, writes are refused, nothing acknowledged is lost, and reads go on`()
        async throws
    {
        // A limit on the size of files is met as a full disk is: by the system call that fails.
        let serving = try Serving(["--model", Self.model], starting: "trap '' XFSZ; ulimit -f 3000; ")
        let token = try serving.token("shop", "agent")
        let caller = Caller(port: try await serving.start(), token: token)
        let fields = try claim().replacing("\"case_id\": \"NEW-1\",", with: "")
            .replacing("羊毛大衣", with: String(repeating: "大", count: 20_000))
        var acknowledged: [String] = []
        var refusal = (status: 0, text: "")
        for number in 0..<200 where refusal.status == 0 {
            let body = fields.replacing("{ ", with: "{\"case_id\": \"c\(number)\",", maxReplacements: 1)
            let answer = try await caller.send("POST", "/v1/cases", body)
            if answer.status == 201 { acknowledged.append("c\(number)") } else { refusal = answer }
        }
        #expect(refusal.status == 507, "\(refusal)")
        #expect(acknowledged.count > 3)
        #expect(try await caller.send("GET", "/v1/cases/c0").status == 200)
        #expect(try await caller.send("GET", "/readyz").status == 200)
        #expect(try await caller.send("POST", "/v1/suggestions?dry_run&reasons=none", try claim()).status == 200)
        serving.stop()
        #expect(try Command.run(["audit", "verify"] + serving.database).code == 0)
        let again = Caller(port: try await serving.start(), token: token)
        for id in acknowledged { #expect(try await again.send("GET", "/v1/cases/\(id)").status == 200) }
    }

    @Test
    func `Asked to end in the midst of requests, it ends them first and loses nothing`() async throws {
        let serving = try Serving(["--model", Self.model, "--log-level", "notice"])
        let token = try serving.token("shop", "agent")
        let caller = Caller(port: try await serving.start(), token: token)
        let claim = try claim()
        let done = Acknowledged()
        let storm = Task {
            await withTaskGroup(of: Void.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        for number in 0..<10_000 {
                            let id = "w\(worker)-\(number)"
                            let body = claim.replacing("NEW-1", with: id)
                            // What fails from now on could not connect, or the connection was closed between requests.
                            guard let answer = try? await caller.send("POST", "/v1/suggestions", body) else { return }
                            #expect(answer.status == 200, "\(answer.text)")
                            await done.add(id)
                        }
                    }
                }
            }
        }
        while await done.ids.count < 8 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(serving.stop() == 0)
        await storm.value
        let ids = await done.ids
        let again = Caller(port: try await serving.start(), token: token)
        for id in ids { #expect(try await again.send("GET", "/v1/cases/\(id)").status == 200, "\(id)") }
    }

    @Test(.slow)
    func `Fifty times killed while decisions come in, everything acknowledged is there`() async throws {
        let serving = try Serving(["--model", Self.model, "--max-requests", "64", "--log-level", "notice"])
        let token = try serving.token("shop", "agent")
        let claim = try claim()
        var acknowledged: [String] = []
        for round in 0..<50 {
            let caller = Caller(port: try await serving.start(), token: token)
            let done = Acknowledged()
            let storm = Task {
                await withTaskGroup(of: Void.self) { group in
                    for worker in 0..<8 {
                        group.addTask {
                            for number in 0..<10_000 {
                                let id = "r\(round)-\(worker)-\(number)"
                                let body = claim.replacing("NEW-1", with: id)
                                let decision = #"{"decision": "deny", "reason": "storm"}"#
                                guard
                                    let made = try? await caller.send("POST", "/v1/suggestions", body),
                                    made.status == 200,
                                    let decided = try? await caller.send("POST", "/v1/cases/\(id)/decision", decision),
                                    decided.status == 200
                                else { return }
                                await done.add(id)
                            }
                        }
                    }
                }
            }
            while await done.ids.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(round * 37 % 211))
            serving.kill9()
            // Its workers end with the connections that break.
            await storm.value
            acknowledged += await done.ids
        }
        let verified = try Command.run(["audit", "verify"] + serving.database)
        #expect(verified.code == 0, "\(verified.output)")
        let caller = Caller(port: try await serving.start(), token: token)
        var missing = 0
        for id in acknowledged {
            let (status, text) = try await caller.send("GET", "/v1/cases/\(id)")
            let isWhole = status == 200 && text.contains(#""decision":"deny","reason":"storm""#)
            if !isWhole || text.contains(#""status":"open""#) { missing += 1 }
        }
        #expect(missing == 0, "of \(acknowledged.count) acknowledged decisions")
        print("killed 50 times while decisions came in: \(acknowledged.count) acknowledged, \(missing) missing")
    }
}

/// Cases whose decision was acknowledged.
private actor Acknowledged {
    private(set) var ids: [String] = []

    func add(_ id: String) { ids.append(id) }
}
