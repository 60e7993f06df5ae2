import EvaServer
import Foundation
import HTTPTypes
import Testing

struct LogTests {
    @Test
    func `The log is JSON lines with neither claims nor secrets`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let secret = "the buyer Zhang said"
            _ = try await client.post("/v1/suggestions", ExampleCase.json("case-4711", story: secret))
            _ = try await client.post("/v1/suggestions", #"{"story":"\#(secret)","amount":"\#(secret)"}"#)
            _ = try await client.get("/v1/cases/case-4711?\(secret.replacing(" ", with: "+"))")
            _ = try await client.post("/v1/cases/case-4711/decision", #"{"decision":"review","reason":"\#(secret)"}"#)
            _ = try await client.send(.get, "/v1/cases", token: "eva_wrong_secret")
        }
        let text = example.log.text
        for hidden in ["Zhang", "4711", "eva_"] + example.tokens.values { #expect(!text.contains(hidden), "\(hidden)") }
        let lines = text.split(separator: "\n")
        #expect(lines.contains { $0.contains(#""route":"/v1/suggestions","status":"200""#) })
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["level"] != nil)
            let time = try #require(object?["time"] as? String)
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(time)")
        }
    }
}
