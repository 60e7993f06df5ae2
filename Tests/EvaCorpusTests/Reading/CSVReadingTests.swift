import EvaCorpus
import Testing

private let schema = Schema(
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
    ignore: ["note"]
)

private let header = "id,day,decision,kind,evidence,amount,bought,vip,story\n"

@Suite("CSV reading")
struct CSVReadingTests {
    @Test("A row's values land in the columns of their types")
    func values() throws {
        let row =
            "7,2024-03-01,pay,coat, photo ;receipt;photo;,12.50,2024-02-28T10:30,YES,\"say \"\"no\"\",\nplease\"\n"
        let table = try read(header + row, schema: schema).table
        #expect(table.rowCount == 1)
        #expect(table.ids.text(of: 0) == "7")
        #expect(table.times == [CaseTime(year: 2024, month: 3, day: 1)])
        #expect(table.labels == [1])
        #expect(table.amounts == [12.5])
        #expect(table.displayValue(field: 0, row: 0) == "coat")
        #expect(table.displayValue(field: 1, row: 0) == "photo; receipt")
        #expect(table.displayValue(field: 2, row: 0) == "12.50")
        #expect(table.displayValue(field: 3, row: 0) == "2024-02-28T10:30:00")
        #expect(table.displayValue(field: 4, row: 0) == "yes")
        #expect(table.displayValue(field: 5, row: 0) == "say \"no\",\nplease")
    }

    @Test(
        "Line breaks, a byte order mark, blank lines and a missing last line break change nothing",
        arguments: [
            "id,day,decision,kind,evidence,amount,bought,vip,story\n1,2024,pay,a,,,,,\n2,2024,deny,b,,,,,\n",
            "id,day,decision,kind,evidence,amount,bought,vip,story\r\n1,2024,pay,a,,,,,\r\n2,2024,deny,b,,,,,\r\n",
            "\u{FEFF}id,day,decision,kind,evidence,amount,bought,vip,story\n1,2024,pay,a,,,,,\n2,2024,deny,b,,,,,",
            "\n\nid,day,decision,kind,evidence,amount,bought,vip,story\n\r\n1,2024,pay,a,,,,,\n\n2,2024,deny,b,,,,,\r",
            "id,\"day\",decision,kind,evidence,amount,bought,vip,story\n\"1\",2024,\"pay\",\"a\",,,,,\n2,2024,deny, b ,,,,,",
        ]
    )
    func dialects(file: String) throws {
        let result = try read(file, schema: schema)
        #expect(result.rejects.count == 0)
        #expect(result.table.labels == [1, 0])
        #expect(result.table.column("kind") == .category(["a", "b"]))
    }
}

extension Column {
    fileprivate static func category(_ names: [String]) -> Column {
        var column = CategoryColumn()
        column.categories = names
        column.codes = names.indices.map(Int32.init)
        return .category(column)
    }
}
