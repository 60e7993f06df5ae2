import EvaServer
import Testing

struct InferenceTests {
    private let input = #"{"name":"amount","shape":[2],"datatype":"FP64","data":[1,null]}"#

    @Test
    func `Metadata names inputs and outputs, and a model that is not served is 404`() async throws {
        try await ServerExample()
            .run { client in
                let model = try await client.get("/v2/models/claims")
                let inputs = try #require(model.list("inputs")).indices
                let types = Dictionary(
                    uniqueKeysWithValues: inputs.map {
                        (model.text("inputs.\($0).name"), model.text("inputs.\($0).datatype"))
                    }
                )
                #expect(types["amount"] == "FP64")
                #expect(types["vip"] == "BOOL")
                #expect(types["evidence"] == "BYTES")
                #expect(types["decision"] == nil)
                #expect(try await client.get("/v2/models/claims/versions/1").text == model.text)
                #expect(try await client.get("/v2/models/claims/versions/1/ready").flag("ready") == true)
                for path in ["/v2/models/other", "/v2/models/claims/versions/2", "/v2/models/other/ready"] {
                    #expect(try await client.get(path).status == 404)
                }
                #expect(try await client.get("/v2").text("name") == "eva")
            }
    }

    @Test
    func `Outputs are those asked for, one element a case`() async throws {
        try await ServerExample()
            .run { client in
                let body = #"{"inputs":[\#(input)],"outputs":[{"name":"score"},{"name":"suggestion"}]}"#
                let answer = try await client.post("/v2/models/claims/versions/1/infer", body)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.text("outputs.0.name") == "score")
                #expect(answer.numbers("outputs.0.data")?.count == 2)
                #expect(answer.text("outputs.1.name") == "suggestion")
                #expect(answer["outputs.2"] == nil)
                #expect(try await client.get("/v1/cases").list("cases")?.isEmpty == true)
            }
    }

    @Test(
        arguments: [
            (#"{"inputs":[]}"#, "$.inputs"), (#"{}"#, "$.inputs"), (#"{"inputs":[1]}"#, "$.inputs[0]"),
            (#"{"inputs":[{"name":"nosuch","shape":[1],"datatype":"BYTES","data":["a"]}]}"#, "$.inputs[0].name"),
            (#"{"inputs":[{"name":"amount","shape":[1],"datatype":"BYTES","data":["1"]}]}"#, "$.inputs[0].datatype"),
            (#"{"inputs":[{"name":"amount","shape":[2],"datatype":"FP64","data":[1]}]}"#, "$.inputs[0].shape"),
            (#"{"inputs":[{"name":"amount","shape":[1],"datatype":"FP64","data":["x"]}]}"#, "$.inputs[0].data[0]"),
            (#"{"inputs":[{"name":"vip","shape":[1],"datatype":"BOOL","data":[1]}]}"#, "$.inputs[0].data[0]"),
            (#"{"inputs":[{"name":"time","shape":[1],"datatype":"BYTES","data":["soon"]}]}"#, "$.inputs"),
            (
                #"{"inputs":[{"name":"vip","shape":[1],"datatype":"BOOL","data":[true]}],"outputs":[{"name":"x"}]}"#,
                "$.outputs[0].name"
            ),
        ]
    )
    func `What does not fit names its fault`(body: String, path: String) async throws {
        try await ServerExample()
            .run { client in
                let answer = try await client.post("/v2/models/claims/infer", body)
                #expect(answer.status == 422, "\(answer.text)")
                #expect(answer.text("path") == path)
            }
    }
}
