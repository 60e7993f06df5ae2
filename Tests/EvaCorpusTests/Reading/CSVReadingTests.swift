import EvaCorpus
import EvaTestSupport
import Testing

/// A schema with a field of each type, and rows to go with it.
let claims = Schema(
    corpus: "claims",
    id: "id",
    time: "day",
    label: LabelColumn(field: "decision"),
    amount: AmountColumn(field: "amount", currency: "CNY"),
    fields: [
        Field(name: "kind", type: .category),
        Field(name: "evidence", type: .set),
        Field(name: "amount", type: .money),
        Field(name: "bought", type: .date),
        Field(name: "vip", type: .flag),
        Field(name: "story", type: .text),
    ],
    outcomeOnly: ["status"],
    ignore: ["note"]
)

let header = "id,day,decision,kind,evidence,amount,bought,vip,story\n"

@Suite("CSV reading")
struct CSVReadingTests {
    @Test("A row's values land in the columns of their types")
    func values() throws {
        let row =
            "7,2024-03-01,pay,coat, photo ;receipt;photo;,12.50,2024-02-28T10:30,YES,\"say \"\"no\"\",\nplease\"\n"
        let table = try read(header + row, schema: claims).table
        #expect(table.rowCount == 1)
        #expect(table.ids.text(of: 0) == "7")
        #expect(table.times == [CaseTime(year: 2024, month: 3, day: 1)])
        #expect(table.labels == [1])
        #expect(table.amounts == [12.5])
        #expect(
            (0..<6).map { table.displayValue(field: $0, row: 0) }
                == ["coat", "photo; receipt", "12.50", "2024-02-28T10:30:00", "yes", "say \"no\",\nplease"]
        )
    }

    @Test(
        "Line breaks, a byte order mark, blank lines and a missing last line break change nothing",
        arguments: [
            header + "1,2024,pay,a,,,,,\n2,2024,deny,b,,,,,\n",
            header.replacing("\n", with: "\r\n") + "1,2024,pay,a,,,,,\r\n2,2024,deny,b,,,,,\r\n",
            "\u{FEFF}" + header + "1,2024,pay,a,,,,,\n2,2024,deny,b,,,,,",
            "\n\n" + header + "\r\n1,2024,pay,a,,,,,\n\n2,2024,deny,b,,,,,\r",
            header.replacing("day", with: "\"day\"") + "\"1\",2024,\"pay\",\"a\",,,,,\n2,2024,deny, b ,,,,,",
        ]
    )
    func dialects(file: String) throws {
        let result = try read(file, schema: claims)
        #expect(result.rejects.count == 0)
        #expect(result.table.labels == [1, 0])
        var kind = CategoryColumn()
        kind.categories = ["a", "b"]
        kind.codes = [0, 1]
        #expect(result.table.column("kind") == .category(kind))
    }

    @Test("Missing is told from the empty set, the empty text and zero")
    func missing() throws {
        let rows = "1,2024,pay,,,,,,\n2,2024,pay,\"\",\"\",\"\",\"\",\"\",\"\"\n3,2024,pay,x,;,0,,0,\" \"\n"
        let table = try read(header + rows, schema: claims).table
        let shown = (0..<3).map { row in (0..<6).map { table.displayValue(field: $0, row: row) } }
        #expect(shown[0] == [nil, nil, nil, nil, nil, nil])
        #expect(shown[1] == [nil, "", nil, nil, nil, ""])
        #expect(shown[2] == ["x", "", "0.00", nil, "no", " "])
        #expect(table.amounts[0].isNaN && table.amounts[2] == 0)
    }

    @Test(
        "A bad row is rejected with its place, its kind and a cure",
        arguments: [
            ("8,2024,pay,x,,,,", CorpusError.Code.columnCount, 1, "the row has 8 cells, the header 9"),
            ("8,2024,pay,x,,,,,,", .columnCount, 1, "the row has 10 cells, the header 9"),
            ("8,2024,pay,x,,\"1,234.50\",,,", .number, 15, "amount “1,234.50” is no number"),
            ("8,2024,pay,x,,$12,,,", .number, 15, "amount “$12” is no number"),
            ("8,2024,pay,x,,inf,,,", .number, 15, "amount “inf” is no number"),
            ("8,2024,pay,x,,,2023-02-29,,", .date, 16, "bought “2023-02-29” is no date"),
            ("8,2024,pay,x,,,,maybe,", .flag, 17, "vip “maybe” is no truth value"),
            ("8,2024,perhaps,x,,,,,", .label, 8, "decision “perhaps” is no label"),
            ("8,2024,,x,,,,,", .label, 8, "the label decision is missing"),
            ("8,,pay,x,,,,,", .time, 3, "the time day is missing"),
            ("8,yesterday,pay,x,,,,,", .date, 3, "day “yesterday” is no date"),
            (",2024,pay,x,,,,,", .id, 1, "the identifier id is missing"),
            (" 1 ,2024,pay,x,,,,,", .duplicateID, 1, "id “1” is no new identifier"),
            ("8,2024,pay,a\"b,,,,,", .quote, 13, "a quotation mark in an unquoted cell"),
            ("8,2024,pay,\"a\"b,,,,,", .quote, 15, "text after a closing quotation mark"),
            ("8,2024,pay,\"a,,,,,", .quote, 12, "a quotation mark that is never closed"),
            ("8,2024,pay,a\rb,,,,,", .control, 13, "a carriage return without a line feed"),
            ("8,2024,pay,a\0b,,,,,", .control, 13, "a NUL byte"),
        ]
    )
    func bad(row: String, code: CorpusError.Code, column: Int, message: String) throws {
        let file = header + "1,2024,pay,a,,,,,\n" + row + "\n2,2025,deny,b,,,,,\n"
        let result = try read(file, schema: claims, options: lenient)
        #expect(result.rejects.count == 1 && result.rejects.rowsRead == 3)
        let reject = try #require(result.rejects.first.first)
        #expect(reject.code == code && reject.line == 3 && reject.column == column, "\(reject)")
        #expect(reject.message.contains(message), "\(reject.message)")
        #expect(!reject.cure.isEmpty)
        #expect(result.rejects.countByCode == [code.rawValue: 1])
        #expect(result.table.rowCount == 2 && result.table.labels == [1, 0])
        #expect(result.table.column("kind")?.names == ["a", "b"], "a rejected row leaves no trace in the dictionary")
    }

    @Test("A bad value behind a line break in a cell is told with the line it stands on")
    func multiline() throws {
        let row = "8,2024,pay,\"two\nlines\",,x,,,\n"
        let reject = try read(header + row, schema: claims, options: lenient).rejects.first.first
        #expect(reject?.line == 3 && reject?.column == 9)
    }

    @Test("Invalid UTF-8 rejects the row that has it", arguments: [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xE4]])
    func encoding(bytes: [UInt8]) throws {
        var file = Array((header + "1,2024,pay,日本,,,,,\n2,2024,pay,").utf8)
        file += bytes + Array(",,,,,\n3,2024,deny,c,,,,,\n".utf8)
        let result = try read(file, schema: claims, options: lenient)
        #expect(result.table.rowCount == 2)
        #expect(result.rejects.first.first?.code == .encoding)
        #expect(result.rejects.first.first?.line == 3 && result.rejects.first.first?.column == 12)
    }

    @Test(
        "A header that does not fit the schema fails at once, by name",
        arguments: [
            ("id,day,decison,kind", CorpusError.Code.unknownColumn, "f.csv:1:8: ", "decison (did you mean decision?)"),
            ("id,day,decision,kind,kind", .duplicateColumn, "f.csv:1:22: ", "the column kind is there twice"),
            ("id,day,decision,kind", .missingColumn, "f.csv:1:1: ", "amount, evidence, bought, vip, story are missing"),
            ("", .missingColumn, "f.csv:1:1: ", "the file is empty"),
            ("id,day,\"decision", .quote, "f.csv:1:8: ", "never closed"),
            ("id\u{0},day", .unknownColumn, "f.csv:1:1: ", "does not name"),
        ]
    )
    func headers(line: String, code: CorpusError.Code, place: String, message: String) {
        let error = #expect(throws: CorpusError.self) { try read(line, name: "f.csv", schema: claims) }
        #expect(error?.code == code)
        #expect(error?.description.contains(place) == true && error?.description.contains(message) == true)
    }

    @Test("Files that are no CSV are refused with a cure")
    func foreign() {
        for (bytes, cure): ([UInt8], String) in [
            ([0xFF, 0xFE, 0x69, 0], "UTF-8"), ([0x1F, 0x8B, 8, 0], ".gz"), ([0x50, 0x4B, 3, 4], "CSV"),
        ] {
            let error = #expect(throws: CorpusError.self) { try read(bytes, schema: claims) }
            #expect(error?.code == .encoding && error?.cure.contains(cure) == true)
        }
        let unknown = #expect(throws: CorpusError.self) { try read("a", name: "cases.xlsx", schema: claims) }
        #expect(unknown?.cure.contains(".jsonl") == true)
        #expect(throws: CorpusError.self) { try CaseTable.read(path: "/nowhere/cases.csv", schema: claims) }
        #expect(throws: CorpusError.self) { try CaseTable.read(path: "/tmp\0/cases.csv", schema: claims) }
    }

    @Test("A header without rows is a table without cases")
    func headerOnly() throws {
        let result = try read(header, schema: claims)
        #expect(result.table.rowCount == 0 && result.rejects.rowsRead == 0)
    }

    @Test("Outcome-only and ignored columns may be there, and are not kept")
    func outcomes() throws {
        let file = "note,status," + header + "\"n\n1\",Closed,1,2024,pay,a,,,,,\n"
        #expect(try read(file, schema: claims).table == read(header + "1,2024,pay,a,,,,,\n", schema: claims).table)
    }

    @Test("Cases are put in order of time; those of one day keep the file's order")
    func order() throws {
        let rows = "a,2024-02,pay,x,,,,,t1\nb,2023,deny,y,p;q,5,,,t2\nc,2024-02,deny,,,,2020,1,t3\nd,2023,pay,x,q,,,,\n"
        let table = try read(header + rows, schema: claims).table
        #expect((0..<4).map { table.ids.text(of: $0) } == ["b", "d", "a", "c"])
        #expect(table.labels == [0, 1, 1, 0])
        #expect((0..<4).map { table.displayValue(field: 1, row: $0) } == ["p; q", "q", nil, nil])
        #expect((0..<4).map { table.displayValue(field: 5, row: $0) } == ["t2", nil, "t1", "t3"])
        #expect(table.amounts[0] == 5)
    }

    @Test("Cells across the windows of a large file stay whole")
    func windows() throws {
        let story = String(repeating: "\"\"long\"\" 文字, ", count: 3000)
        var rows = header
        for row in 0..<40 { rows += "\(row),2024,pay,k\(row % 3),,\(row),,,\"\(story)\(row)\"\n" }
        let table = try read(rows, schema: claims).table
        #expect(table.rowCount == 40)
        let expected = story.replacing("\"\"", with: "\"")
        #expect((0..<40).allSatisfy { table.displayValue(field: 5, row: $0) == "\(expected)\($0)" })
        #expect(table.amounts == (0..<40).map(Double.init))
    }

    @Test("Cells of every length are cut at their ends, wherever these fall in a block of bytes")
    func lengths() throws {
        var rows = header
        for row in 0..<150 {
            let kind = String(repeating: "k", count: row)
            rows += "\(row),2024,pay,\(kind),\(kind);\(row),\(row),,,\(row % 7 == 0 ? "\"\(kind),\"" : kind)\r\n"
        }
        let table = try read(rows, schema: claims).table
        #expect(table.rowCount == 150)
        for row in 0..<150 {
            let kind = String(repeating: "k", count: row)
            #expect(table.displayValue(field: 0, row: row) == (row == 0 ? nil : kind))
            #expect(table.displayValue(field: 1, row: row) == (row == 0 ? "0" : "\(kind); \(row)"))
            #expect(table.displayValue(field: 5, row: row) == (row % 7 == 0 ? kind + "," : kind))
        }
    }

    @Test("A record of more than 16 MiB is an error or a reject, never a trap", .slow)
    func enormous() throws {
        let long = String(repeating: "x", count: 20 << 20)
        let line = #expect(throws: CorpusError.self) { try read(header + long, schema: claims, options: lenient) }
        #expect(line?.code == .recordSize)
        let open = try read(header + "1,2024,pay,\"" + long + "\n2,2024,pay,,,,,,\n", schema: claims, options: lenient)
        #expect(open.rejects.first.first?.code == .quote && open.table.rowCount == 1)
    }
}

extension Column {
    var names: [String]? {
        guard case .category(let column) = self else { return nil }
        return column.categories
    }
}
