import EvaCorpus
import EvaServer
import EvaStore
import Foundation
import Testing

struct EscapingTests {
    /// Text that would be markup, among others behind a mark that makes one character of two scalars.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)",
        "\"\u{338} onfocus=x y=\"",
        "<\u{301}b>", "&lt;b&gt;", "{{{w}}} {{frame.token}}", "\u{202E}evil", "</textarea><b>", "</title><b>",
    ]

    @Test(arguments: hostile)
    func `What people wrote stays text, character by character`(text: String) {
        let escaped = HTMLText().escapeText(text)
        #expect(!escaped.unicodeScalars.contains { "<>\"'\u{202E}".unicodeScalars.contains($0) })
    }

    @Test
    func `Every place of every template escapes`() throws {
        for (name, bytes) in Templates.sources {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(!text.contains("style=") && !text.contains("onclick") && !text.contains("<style"), "\(name)")
            // An attribute without quotation marks would end at a blank.
            #expect(text.firstMatch(of: /=\{\{/) == nil, "\(name)")
        }
    }

    @Test
    func `A case full of markup is shown as text on every page that has it`() async throws {
        let example = try await ServerExample()
        try await example.run { client in
            let person = try await Person(.agent, client)
            for (index, text) in Self.hostile.enumerated() {
                let json = JSONText.keys([
                    "id": .string("h\(index)<b>\""), "time": .string("2024-03-20"), "scene": .string(text),
                    "shop": .string(text), "amount": .number(10), "evidence": .array([.string(text)]),
                    "story": .string(text),
                ])
                let opened = try await client.post(
                    "/v1/cases",
                    String(decoding: json.bytes, as: UTF8.self),
                    as: .manager
                )
                #expect(opened.status == 201, "\(opened.text)")
            }
            let list = try await person.get("/cases").text
            #expect(!list.contains("<b>") && list.contains("h0&lt;b&gt;&quot;"))
            for index in Self.hostile.indices {
                let page = try await person.get("/cases/h\(index)%3Cb%3E%22")
                #expect(page.status == 200)
                let scalars = Array(page.text.unicodeScalars)
                #expect(!page.text.contains("<script>a") && !page.text.contains("<img") && !page.text.contains("<b>"))
                // No quotation mark with something on it: outside of attributes there are none at all.
                let combined = scalars.indices.dropLast()
                    .contains { scalars[$0] == "\"" && scalars[$0 + 1] == "\u{338}" }
                #expect(!combined)
            }
        }
    }
}
