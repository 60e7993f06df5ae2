import EvaCorpus
import Testing

@Suite("Single cases")
struct CaseParserTests {
    @Test("A case is a table of one row; what is absent is missing; outcomes are passed over")
    func one() throws {
        let json = "{\n  \"kind\": \"coat\",\n  \"decision\": {\"x\": 1},\n  \"status\": [],\n  \"amount\": 5\n}\n"
        let table = try CaseTable.one(json: Array(json.utf8), schema: claims)
        #expect(table.rowCount == 1 && table.labels == [-1] && table.times == [.missing])
        #expect(table.ids.text(of: 0) == nil && table.amounts == [5])
        #expect(table.displayValue(field: 0, row: 0) == "coat")
        #expect((1..<6).map { table.displayValue(field: $0, row: 0) } == [nil, "5.00", nil, nil, nil])
    }

    @Test("Identifier and time are taken when they are there")
    func identity() throws {
        let table = try CaseTable.one(json: Array("{\"id\": 7, \"day\": \"2024-05-06\"}".utf8), schema: claims)
        #expect(table.ids.text(of: 0) == "7" && table.times == [CaseTime(year: 2024, month: 5, day: 6)])
    }

    @Test("A case without its label equals the same case read from a corpus")
    func sameAsCorpus() throws {
        let line =
            "{\"id\":\"1\",\"day\":\"2024\",\"kind\":\"a\",\"evidence\":[\"x\",\"y\"],\"vip\":true,\"story\":\"好\"}"
        var options = ReadOptions()
        options.requireLabels = false
        let corpus = try read(line, name: "c.jsonl", schema: claims, options: options).table
        #expect(try CaseTable.one(json: Array(line.utf8), schema: claims) == corpus)
        let values = [
            ("id", "1"), ("day", "2024"), ("kind", "a"), ("evidence", "x; y"), ("vip", "yes"), ("story", "好"),
        ]
        #expect(try CaseTable.one(values: values, schema: claims) == corpus)
    }

    @Test(
        "What is wrong is told with line, column and JSON path",
        arguments: [
            ("{\n \"amont\": 1}", "case.json:2:2: ", "$.amont", "did you mean amount?"),
            ("{\n \"amount\":\n 1, \"amount\": 2}", "case.json:3:5: ", "$.amount", "the key amount is there twice"),
            ("{\"bought\": \"soon\"}", "case.json:1:12: ", "$.bought", "bought “soon” is no date"),
            ("{\"kind\": [\"a\"]}", "case.json:1:10: ", "$.kind", "kind is a list"),
            ("", "case.json:1:1: ", nil, "the JSON ends early"),
            ("null", "case.json:1:1: ", nil, "the object of a case is wanted"),
        ] as [(String, String, String?, String)]
    )
    func errors(json: String, place: String, path: String?, message: String) {
        let error = #expect(throws: CorpusError.self) {
            try CaseTable.one(json: Array(json.utf8), schema: claims, file: "case.json")
        }
        #expect(error?.description.contains(place) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(message) == true)
        #expect(error?.jsonPath == path)
    }

    @Test("Cases of a stream are told apart by their line")
    func stream() throws {
        let parser = try CaseParser(schema: claims)
        #expect(try parser.parse(Array("{\"kind\":\"a\"}".utf8), file: "-", line: 41).rowCount == 1)
        let error = #expect(throws: CorpusError.self) { try parser.parse([0x7B], file: "-", line: 42) }
        #expect(error?.description.hasPrefix("-:42:2: ") == true)
    }

    @Test("Memory used again keeps nothing of the case before, be it good or bad")
    func memory() throws {
        let parser = try CaseParser(schema: claims)
        var memory = parser.makeMemory()
        var kept: [CaseTable] = []
        let full =
            "{\"id\":\"1\",\"day\":\"2024\",\"kind\":\"a\",\"amount\":7,\"evidence\":[\"x\",\"\\u0079\"],\"story\":\"s\"}"
        let cases = [
            full, "{}", "{\"kind\":\"b\",\"evidence\":[\"y\"]}", "{\"kind\":\"c\",\"amount\":\"x\"}", "{", full, "{}",
        ]
        for json in cases {
            let bytes = Array(json.utf8)
            let alone = Result { () throws(CorpusError) in try parser.parse(bytes) }
            let again = Result { () throws(CorpusError) in try parser.parse(bytes, using: &memory) }
            #expect(again == alone, "\(json)")
            if case .success(let table) = again { kept.append(table) }
        }
        // Tables that are still held are not written over.
        #expect(kept[0] == kept[3] && kept[1] == kept[4] && kept[0].displayValue(field: 0, row: 0) == "a")
    }

    @Test("A byte order mark before the object does not count")
    func byteOrderMark() throws {
        #expect(try CaseTable.one(json: [0xEF, 0xBB, 0xBF] + Array("{}".utf8), schema: claims).rowCount == 1)
    }

    @Test("Values given field by field are CSV cells")
    func values() throws {
        let given = [("kind", ""), ("evidence", "\"\""), ("story", "\"say \"\"no\"\"\""), ("amount", " 3 ")]
        let table = try CaseTable.one(values: given, schema: claims)
        #expect((0..<6).map { table.displayValue(field: $0, row: 0) } == [nil, "", "3.00", nil, nil, "say \"no\""])
        let wrong = [[("kinds", "a")], [("kind", "a"), ("kind", "b")], [("amount", "a")], [("story", "a\0")]]
        for values in wrong {
            let error = #expect(throws: CorpusError.self) { try CaseTable.one(values: values, schema: claims) }
            #expect(error?.place == Place(file: "case") && error?.cure.isEmpty == false)
        }
    }
}
