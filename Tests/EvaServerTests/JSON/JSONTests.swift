import EvaServer
import Testing

struct JSONTests {
    @Test(
        arguments: [
            #"null"#, #"[]"#, #"{}"#, #"[1,-2.50,1e+15,true,false,null,"a\"\\b"]"#, #"{"a":{"b":[{"c":"中"}]}}"#,
            #"123456789012345678901234567890.000000000000000000001"#,
        ]
    )
    func `What is read is written back as it was`(text: String) throws {
        #expect(String(decoding: try JSONValue(Array(text.utf8)).written.bytes, as: UTF8.self) == text)
    }

    @Test
    func `An error has line and column`() throws {
        let problem = #expect(throws: Problem.self) { try JSONValue(Array("{\n  \"a\": 1,\n  \"a\": 2}".utf8)) }
        #expect(problem?.line == 3)
        #expect(problem?.column == 3)
        #expect(problem?.path == "$.a")
        #expect(problem?.status == .badRequest)
    }
}
