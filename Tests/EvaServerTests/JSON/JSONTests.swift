import EvaServer
import Foundation
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
    func `Any text is quoted so that it reads back`() throws {
        let text = String(String.UnicodeScalarView((1..<0x300).compactMap { Unicode.Scalar($0) })) + "😀\u{2028}"
        let bytes = JSONText.keys(["k": .string(text), "n": .number(.nan), "x": .number(0.1)]).bytes
        let read = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(read["k"] as? String == text)
        #expect(read["n"] is NSNull)
        #expect(read["x"] as? Double == 0.1)
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
