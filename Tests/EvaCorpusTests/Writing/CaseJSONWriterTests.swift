import EvaCorpus
import EvaTestSupport
import Testing

@Suite("Cases as JSON")
struct CaseJSONWriterTests {
    @Test("a case reads back as it was, with all types, missing values and odd texts")
    func roundTrip() throws {
        let odd = [
            #"odd,2024-05-01T10:11:12,pay,"a ""b"" \ c",,1e3,,"photo|","""",yes,"line\#nbreak, 中文 \u0041""#,
            #"none,2024-05-02,deny,,,,,,,,"#, #"empty,2024-05-03,deny,"",x,0,2024,"","",no,"""#,
        ]
        let table = try Claims.table(Claims.lines(rows: 60) + odd)
        #expect(table.rowCount == 63)
        let parser = try CaseParser(schema: table.schema)
        for row in 0..<table.rowCount {
            let json = CaseJSONWriter.json(table, row: row)
            let read = try parser.parse(Array(json.utf8))
            #expect(read.ids.text(of: 0) == table.ids.text(of: row) && read.times[0] == table.times[row])
            #expect(CaseJSONWriter.json(read, row: 0) == json)
            for field in table.columns.indices {
                #expect(read.displayValue(field: field, row: 0) == table.displayValue(field: field, row: row))
            }
        }
        #expect(!CaseJSONWriter.json(table, row: 0).contains("decision"), "a label is no fact of a case")
    }
}
