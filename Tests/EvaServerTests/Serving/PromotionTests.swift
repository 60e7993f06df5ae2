import EvaBundle
import EvaServer
import EvaStore
import Foundation
import Testing

struct PromotionTests {
    @Test
    func `A promotion drops no request, and each is answered by one version as a whole`() async throws {
        let example = try await ServerExample()
        try ExampleModel.add(to: example.model, offset: 3)
        try await example.run { client in
            let json = ExampleCase.json("x")
            let before = try await client.post("/v1/suggestions?dry_run", json)
            let answers = try await withThrowingTaskGroup(of: Client.Answer.self) { group in
                for _ in 0..<60 { group.addTask { try await client.post("/v1/suggestions?dry_run", json) } }
                let promoted = try await client.post("/v1/models/claims/promote", #"{"version":2}"#, as: .curator)
                #expect(promoted.text("serving.version") == "2", "\(promoted.text)")
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let after = try await client.post("/v1/suggestions?dry_run", json)
            #expect(after.text("model.version") == "2")
            #expect(abs((after.number("score") ?? 0) - (before.number("score") ?? 0) - 3) < 1e-6)
            for answer in answers {
                let isOld = answer.text("model.version") == "1"
                #expect(answer.text == (isOld ? before.text : after.text))
            }
            #expect(try ModelRepository(path: example.folder + "/models").model("claims").champion == 2)
            #expect(try await example.store.verifyAudit().isIntact)
        }
    }

    @Test
    func `A bundle that is damaged is refused with the reason, and the old one serves on`() async throws {
        let example = try await ServerExample()
        let added = try ExampleModel.add(to: example.model, offset: 3)
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: added.path + "/blend"))
        for name in try FileManager.default.contentsOfDirectory(atPath: added.path) where name.contains("calibration") {
            try Data("damaged".utf8).write(to: URL(fileURLWithPath: added.path + "/" + name))
        }
        try await example.run { client in
            let refused = try await client.post("/v1/models/claims/promote", #"{"version":2}"#, as: .curator)
            #expect(refused.status == 409, "\(refused.text)")
            #expect(refused.text("cure") != nil)
            for (body, status) in [
                (#"{"version":9}"#, 404), (#"{"version":0}"#, 404), (#"{"version":"1"}"#, 422), ("{}", 422),
            ] {
                let answer = try await client.post("/v1/models/claims/promote", body, as: .curator)
                #expect(answer.status == status, "\(body): \(answer.text)")
            }
            let elsewhere = try await client.post("/v1/models/..%2F..%2Fetc/promote", #"{"version":1}"#, as: .curator)
            #expect(elsewhere.status == 404)
            #expect(
                try await client.post("/v1/suggestions?dry_run", ExampleCase.json("x")).text("model.version") == "1"
            )
            #expect(try ModelRepository(path: example.folder + "/models").model("claims").champion == 1)
        }
    }

    @Test
    func `What another process promotes is served within seconds`() async throws {
        let example = try await ServerExample()
        try ExampleModel.add(to: example.model, offset: 3)
        try await example.run { client in
            try ModelRepository(path: example.folder + "/models").promote("claims", version: 2)
            var version: String?
            for _ in 0..<60 where version != "2" {
                try await Task.sleep(for: .milliseconds(250))
                version = try await client.get("/v1/models").text("models.0.serving.version")
            }
            #expect(version == "2")
        }
    }
}
