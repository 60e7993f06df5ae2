import EvaCorpus
import Foundation
import Testing

@Suite("Writing CSV")
struct CaseTableWriterTests {
    @Test("Missing, empty and quoted values are written so that they can be told apart")
    func golden() throws {
        let file = header + "1,2024-03-01T10:30,pay,\"a,b\",\"\",12.50,,yes,\"\"\n2,2025,deny,,,,2020,0,\"x\"\"\n\"\n"
        let table = try read(file, schema: claims).table
        #expect(
            String(decoding: CaseTableWriter.csv(table), as: UTF8.self) == """
                id,day,decision,kind,evidence,amount,bought,vip,story
                1,2024-03-01T10:30:00,pay,"a,b","",12.5,,true,""
                2,2025-01-01,deny,,,,2020-01-01,false,"x""
                "

                """
        )
    }

    @Test("A table written and read again is the same table", arguments: UInt64(1)...40)
    func identity(seed: UInt64) throws {
        var schema = claims
        schema.agent = "agent"
        schema.paid = "status"
        schema.firstDecision = "first"
        schema.truth = "p"
        schema.fields[1].separator = seed.isMultiple(of: 2) ? ";" : "||"
        var generator = Generator(state: seed)
        let table = try read(RandomCases.csv(rows: 60, schema, &generator), schema: schema, options: lenient).table
        #expect(table.rowCount == 60)
        let written = CaseTableWriter.csv(table)
        #expect(try read(written, schema: schema).table == table)
        try withTemporaryFolder { folder in
            try CaseTableWriter.writeCSV(table, to: folder + "c.csv")
            #expect(try Array(Data(contentsOf: URL(filePath: folder + "c.csv"))) == written)
        }
    }

    @Test("A folder that is not there is an error")
    func unwritable() {
        #expect(throws: CorpusError.self) {
            try CaseTableWriter.writeCSV(CaseTable(schema: claims), to: "/nowhere/c.csv")
        }
    }
}

/// Corpora with awkward values.
enum RandomCases {
    static func csv(rows: Int, _ schema: Schema, _ generator: inout Generator) -> String {
        var csv = "id,day,decision,kind,evidence,amount,bought,vip,story,agent,status,first,p\n"
        for row in 0..<rows {
            let members = (0..<Int.random(in: 0...4, using: &generator)).map { _ in name(&generator) }
            let cells: [String] = [
                "\(row)é",
                date(&generator),
                one(of: ["pay", "deny"], &generator),
                name(&generator),
                members.joined(separator: schema.fields[1].separator),
                number(&generator),
                one(of: ["", "2020-02-29", "1999-12-31T23:59:59", "0001-01-01"], &generator),
                one(of: ["", "true", "0"], &generator),
                text(&generator),
                name(&generator),
                number(&generator),
                one(of: ["", "pay", "deny"], &generator),
                number(&generator),
            ]
            csv += cells.map { cell(in: $0, &generator) }.joined(separator: ",") + "\n"
        }
        return csv
    }

    private static func one(of values: [String], _ generator: inout Generator) -> String {
        values.randomElement(using: &generator) ?? ""
    }

    private static func date(_ generator: inout Generator) -> String {
        "20\(Int.random(in: 10...24, using: &generator))-0\(Int.random(in: 1...9, using: &generator))"
    }

    private static func cell(in text: String, _ generator: inout Generator) -> String {
        let mustQuote = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        guard mustQuote || Bool.random(using: &generator) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static func name(_ generator: inout Generator) -> String {
        ["", "coat", "a \"b\"", "x,y", "两件", "line\nbreak", "'", "\u{1F600}", "0", "ｘ"].randomElement(using: &generator)
            ?? ""
    }

    private static func text(_ generator: inout Generator) -> String {
        let parts = ["", " ", "\n", "\r\n", "\r", "\"", ",", "坏了", "it broke", "\t", "\u{FEFF}"]
        return (0..<Int.random(in: 0...5, using: &generator))
            .map { _ in
                parts.randomElement(using: &generator) ?? ""
            }
            .joined()
    }

    private static func number(_ generator: inout Generator) -> String {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: ""
        case 1: "\(Int.random(in: -5...1_000_000, using: &generator))"
        case 2: "\(Double.random(in: -1e-9...1e9, using: &generator))"
        case 3: "1e-300"
        default: "\(Double(Int.random(in: 0...100_000, using: &generator)) / 100)"
        }
    }
}
