import EvaCorpus
import Foundation
import Testing

@Suite("Bad rows")
struct RejectsTests {
    private let rows = header + "1,2024,pay,a,,,,,\n2,2024,maybe,\"b,\n\"\"c\",,,,,\n3,2024,pay\n4,2024,deny,d,,,,,\n"

    @Test("More bad rows than allowed fail, with the first one's place")
    func tooMany() {
        let error = #expect(throws: CorpusError.self) { try read(rows, name: "f.csv", schema: claims) }
        #expect(error?.code == .tooManyRejects)
        #expect(error?.description.contains("f.csv:3:8: 2 of 4 rows are bad, more than 1 % allowed") == true)
    }

    @Test("As many as allowed pass")
    func allowed() throws {
        var options = ReadOptions()
        options.maxRejectShare = 0.5
        let result = try read(rows, schema: claims, options: options)
        #expect(result.rejects.share == 0.5)
        #expect(result.rejects.countByCode == ["label": 1, "column_count": 1])
        #expect(result.table.rowCount == 2)
    }

    @Test("The rejects file holds the rows byte by byte, with the reasons in front")
    func csvFile() throws {
        try withTemporaryFolder { folder in
            var options = lenient
            options.rejectsPath = folder + "rejects.csv"
            _ = try read(rows, schema: claims, options: options)
            let text = try String(contentsOfFile: folder + "rejects.csv", encoding: .utf8)
            #expect(
                text == """
                    reject_line,reject_column,reject_code,reject_reason,\(header.dropLast())
                    3,8,label,"decision “maybe” is no label; the schema knows pay, deny",2,2024,maybe,"b,
                    ""c",,,,,
                    5,1,column_count,"the row has 3 cells, the header 9; write one cell a column, and quote cells that \
                    hold commas",3,2024,pay

                    """
            )
        }
    }

    @Test("The rejects file of JSON Lines holds the line as text")
    func jsonFile() throws {
        try withTemporaryFolder { folder in
            var options = lenient
            options.rejectsPath = folder + "rejects.jsonl"
            let lines = "{\"id\": 1, \"day\": \"2024\", \"decision\": \"no\\u0041\"}\n[1]\n"
            _ = try read(lines, name: "c.jsonl", schema: claims, options: options)
            let written = try String(contentsOfFile: folder + "rejects.jsonl", encoding: .utf8).split(separator: "\n")
            let objects = try written.map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            #expect(objects.count == 2)
            #expect(objects[0]["line"] as? Int == 1 && objects[0]["code"] as? String == "label")
            #expect(objects[0]["text"] as? String == lines.split(separator: "\n").first.map(String.init))
            #expect(objects[1]["text"] as? String == "[1]" && objects[1]["column"] as? Int == 1)
        }
    }

    @Test("A rejects file that cannot be written is an error")
    func unwritable() {
        var options = lenient
        options.rejectsPath = "/nowhere/rejects.csv"
        let error = #expect(throws: CorpusError.self) { try read(rows, schema: claims, options: options) }
        #expect(error?.code == .file && error?.place.file == "/nowhere/rejects.csv")
    }

    @Test("Only the first twenty are kept in detail, all are counted")
    func many() throws {
        let bad = header + String(repeating: "x\n", count: 100)
        let rejects = try read(bad, schema: claims, options: lenient).rejects
        #expect(rejects.count == 100 && rejects.first.count == 20 && rejects.share == 1)
    }
}
