import EvaServer
import Foundation
import Testing

struct WordsTests {
    @Test
    func `Both languages have the same words, and none is empty`() {
        let (en, zh) = (Words.of(.en).table, Words.of(.zh).table)
        #expect(Set(en.keys) == Set(zh.keys))
        #expect(en.count > 250)
        for key in en.keys {
            #expect(en[key]?.isEmpty == false && zh[key]?.isEmpty == false, "\(key)")
            for mark in ["{0}", "{1}"] {
                #expect((en[key]?.contains(mark) ?? false) == (zh[key]?.contains(mark) ?? false), "\(key)")
            }
        }
    }

    @Test
    func `Every word that a template asks for is there`() throws {
        for (name, bytes) in Templates.sources {
            let text = String(decoding: bytes, as: UTF8.self)
            for match in text.matches(of: /\{\{w\.([a-z_0-9]+)\}\}/) {
                #expect(Words.of(.en).ifAny(String(match.1)) != nil, "\(name) asks for \(match.1)")
            }
        }
    }

    @Test(arguments: [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.zh), ("en-GB", .en), ("de, en;q=0.5, zh;q=0.7", .zh), ("de", nil),
        ("", nil), ("zh;q=0", nil), ("EN", .en), ("zh;q=x, en", .zh),
    ])
    func `The browser's first language that there is words for is taken`(header: String, wanted: Language?) {
        #expect(Language(accept: header) == wanted)
    }

    @Test
    func `A language that was chosen is kept`() async throws {
        try await ServerExample()
            .run { client in
                let chosen = try await client.send(.get, "/login?language=zh", token: nil)
                #expect(chosen.text.contains("<html lang=\"zh-CN\">") && chosen.text.contains("登录"))
                let cookie = try #require(chosen.headers[values: .setCookie].first { $0.hasPrefix("eva_language=") })
                let header = String(cookie.prefix { $0 != ";" })
                let later = try await client.send(.get, "/login", token: nil, headers: ["Cookie": header])
                #expect(later.text.contains("<html lang=\"zh-CN\">"))
            }
    }
}
