import EvaCorpus
import Foundation
import Testing

@Suite("JSON that is written")
struct JSONTextTests {
    @Test("any text is quoted so that it reads back")
    func quoting() throws {
        let text = String(String.UnicodeScalarView((1..<0x300).compactMap { Unicode.Scalar($0) })) + "😀\u{2028}"
        let json = JSONText.keys(["k": .string(text), "n": .number(.nan), "x": .number(0.1)])
        for bytes in [json.bytes, Array(json.prettyText.utf8)] {
            let read = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            #expect(read["k"] as? String == text)
            #expect(read["n"] is NSNull)
            #expect(read["x"] as? Double == 0.1)
        }
    }

    @Test("on one line for programs, over several for people")
    func layout() {
        let json = JSONText.keys(["a": .strings(["x", "y"]), "b": .object([]), "c": .array([.bool(true)])])
        #expect(json.text == #"{"a":["x","y"],"b":{},"c":[true]}"#)
        let lines = [
            "{", #"  "a" : ["#, #"    "x","#, #"    "y""#, "  ],", #"  "b" : {},"#, #"  "c" : ["#, "    true", "  ]",
            "}",
        ]
        #expect(json.prettyText == lines.joined(separator: "\n"))
    }
}
