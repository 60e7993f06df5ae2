import EvaCorpus
import Testing

@Suite("JSON Lines reading")
struct JSONLinesReadingTests {
    @Test("The same cases as CSV and as JSON Lines give the same table", arguments: ["c.jsonl", "c.ndjson"])
    func equal(name: String) throws {
        let lines = """
            {"id": "7", "day": "2024-03-01", "decision": "pay", "kind": "coat", "evidence": ["photo", " receipt ", \
            "photo", ""], "amount": 12.5, "bought": "2024-02-28", "vip": true, "story": "say \\"no\\",\\nplease"}

            {"story": "", "evidence": [], "vip": 0, "amount": "3", "decision": "deny", "day": 2025, "id": 8, \
            "kind": null, "status": {"x": [1, {"y": "z"}]}, "note": [[[]]]}\r
            {"id": "\\u0039", "day": "2026", "decision": "pay", "evidence": "a;b", "kind": "\\u65e5\\ud83d\\ude00", \
            "vip": "No", "amount": null}
            """
        let csv =
            header + "7,2024-03-01,pay,coat,photo;receipt,12.5,2024-02-28,true,\"say \"\"no\"\",\nplease\"\n"
            + "8,2025,deny,,\"\",3,,0,\"\"\n9,2026,pay,日😀,a;b,,,no,\n"
        #expect(try read(lines, name: name, schema: claims).table == read(csv, schema: claims).table)
    }

    @Test(
        "A bad line is rejected with its place",
        arguments: [
            ("[1]", CorpusError.Code.json, 1, "“[1]” where the object of a case is wanted"),
            ("{\"id\": 1", .json, 9, "the JSON ends early"),
            ("{\"id\": 01}", .json, 8, "“01}” where a JSON value is wanted"),
            ("{\"id\": 1,}", .json, 10, "a string is wanted"),
            ("{\"id\": 1} x", .json, 11, "the end of the case is wanted"),
            ("{\"id\": \"a\tb\"}", .json, 10, "a control character in a string"),
            ("{\"id\": \"\\x\"}", .json, 9, "an escape that JSON lacks"),
            ("{\"id\": \"\\ud800\"}", .json, 9, "a high surrogate without its low one"),
            ("{\"id\": \"\\udc00\"}", .json, 9, "a low surrogate without its high one"),
            ("{\"id\": \"\\u0000\"}", .control, 9, "a NUL character"),
            ("{\"id\": \"abc}", .json, 8, "a string that is never closed"),
            ("{\"id\": 1, \"id\": 2}", .duplicateColumn, 11, "the key id is there twice"),
            ("{\"id\": 1, \"id\": null}", .duplicateColumn, 11, "the key id is there twice"),
            ("{\"kind\": [1]}", .jsonValue, 10, "kind is a list"),
            ("{\"kind\": {}}", .jsonValue, 10, "kind is an object"),
            ("{\"evidence\": [[]]}", .jsonValue, 15, "a member of evidence is no name"),
            ("{\"evidence\": [null]}", .jsonValue, 15, "a member of evidence is no name"),
            ("{\"evidence\": {}}", .jsonValue, 14, "evidence is an object"),
            (
                "{\"id\":2,\"day\":\"2024\",\"decision\":\"pay\",\"amount\":\"1,5\"}", .number, 48,
                "amount “1,5” is no number"
            ),
            (
                "{\"id\":2,\"day\":\"2024\",\"decision\":\"pay\",\"amount\":true}", .number, 48,
                "amount “true” is no number"
            ),
            ("{\"id\":2,\"day\":\"2024\",\"decision\":\"pay\",\"vip\":2}", .flag, 45, "vip “2” is no truth value"),
            ("{\"id\":2,\"day\":\"2024\"}", .label, 1, "the label decision is missing"),
            ("{\"day\":\"2024\",\"decision\":\"pay\"}", .id, 1, "the identifier id is missing"),
        ]
    )
    func bad(line: String, code: CorpusError.Code, column: Int, message: String) throws {
        let good = "{\"id\":\"a\",\"day\":\"2024\",\"decision\":\"pay\"}\n"
        let result = try read(
            good + line + "\n" + good.replacing("\"a\"", with: "\"b\""),
            name: "c.jsonl",
            schema: claims,
            options: lenient
        )
        #expect(result.table.rowCount == 2)
        let reject = try #require(result.rejects.first.first)
        #expect(reject.code == code && reject.line == 2 && reject.column == column, "\(reject)")
        #expect(reject.message.contains(message), "\(reject.message)")
    }

    @Test("A key that the schema does not name fails at once, with its path")
    func unknown() {
        let line = "{\"id\":\"a\",\"day\":\"2024\",\"decision\":\"pay\",\"amont\":1}\n"
        let error = #expect(throws: CorpusError.self) {
            try read(line, name: "c.jsonl", schema: claims, options: lenient)
        }
        #expect(error?.code == .unknownColumn && error?.jsonPath == "$.amont")
        #expect(error?.description.contains("c.jsonl:1:41: ") == true)
        #expect(error?.description.contains("did you mean amount?") == true)
    }

    @Test("A value that is skipped may be nested, but not without end")
    func nesting() throws {
        func line(_ depth: Int) -> String {
            let open = String(repeating: "[", count: depth)
            let close = String(repeating: "]", count: depth)
            return "{\"note\":\(open)\(close),\"id\":1,\"day\":\"2024\",\"decision\":\"pay\"}\n"
        }
        #expect(try read(line(64), name: "c.jsonl", schema: claims).table.rowCount == 1)
        let result = try read(line(65) + line(100_000), name: "c.jsonl", schema: claims, options: lenient)
        #expect(result.rejects.countByCode == ["json": 2])
    }

    @Test("Invalid UTF-8 rejects the line", arguments: ["kind", "amount"])
    func encoding(key: String) throws {
        var bytes = Array("{\"id\":1,\"day\":\"2024\",\"decision\":\"pay\",\"\(key)\":\"".utf8)
        bytes += [0xC0, 0xAF] + Array("\"}\n".utf8)
        #expect(
            try read(bytes, name: "c.jsonl", schema: claims, options: lenient).rejects.countByCode == ["encoding": 1]
        )
    }

    @Test("An empty file has no cases")
    func empty() throws {
        #expect(try read("\n \n", name: "c.jsonl", schema: claims).table.rowCount == 0)
    }
}
