import EvaCorpus
import EvaTestSupport
import Foundation
import Testing

@Suite("Mutated input is an error or a result")
struct MutationTests {
    @Test("CSV, a few", arguments: [UInt64(1)])
    func fewCSV(seed: UInt64) throws { try mutateCSV(seed, count: 70) }

    @Test("JSON Lines and cases, a few", arguments: [UInt64(2)])
    func fewJSON(seed: UInt64) throws { try mutateJSON(seed, count: 70) }

    @Test("Schemas, a few", arguments: [UInt64(3)])
    func fewSchemas(seed: UInt64) throws { try mutateSchema(seed, count: 60) }

    @Test("CSV", .slow, arguments: UInt64(10)..<14)
    func csv(seed: UInt64) throws { try mutateCSV(seed, count: 900) }

    @Test("JSON Lines and cases", .slow, arguments: UInt64(20)..<24)
    func json(seed: UInt64) throws { try mutateJSON(seed, count: 900) }

    @Test("Schemas", .slow, arguments: UInt64(30)..<34)
    func schemas(seed: UInt64) throws { try mutateSchema(seed, count: 700) }

    private var schema: Schema {
        get throws { try Schema(yaml: fullSchema) }
    }

    private let csvText = """
        id,day,decision,claimed,kind,items,age,bought,vip,story,status,paid,agent_id,first,p,note
        1,2024-01-02,pay,12.50,coat,a|b,3,2023-05-06T10:00,true,"said ""no"", 坏了",x,1,w,pay,0.5,n
        2,2024-01-03,deny,,"hat, red","",,,,"",y,,w,,,
        3,2024-01-04,yes,1e3,鞋,"a|
        c",-1.5,2020,0,long text,,,,deny,1,"q"

        """

    private let jsonText = """
        {"id":"1","day":"2024-01-02","decision":"pay","claimed":12.5,"kind":"\\u65e5\\ud83d\\ude00","items":["a","b"]}
        {"id":2,"day":"2024-01-03","decision":"deny","vip":true,"story":"a\\n\\"b\\"","note":{"x":[1,2,{"y":null}]}}
        {"id":3,"day":2024,"decision":"yes","age":-1.5e3,"items":"a|b","bought":null,"p":0.25}

        """

    private func mutateCSV(_ seed: UInt64, count: Int) throws {
        let schema = try schema
        var generator = Generator(state: seed)
        try withTemporaryFolder { folder in
            for _ in 0..<count {
                let bytes = mutated(Array(csvText.utf8), &generator)
                try survive("seed \(seed)") {
                    consistent(try read(bytes, schema: schema, options: lenient, in: folder), folder)
                }
                try survive("seed \(seed)") {
                    _ = try Schema(yaml: SchemaInference.infer(path: folder + "cases.csv"))
                }
            }
        }
    }

    private func mutateJSON(_ seed: UInt64, count: Int) throws {
        let schema = try schema
        let parser = try CaseParser(schema: schema)
        var generator = Generator(state: seed)
        try withTemporaryFolder { folder in
            for _ in 0..<count {
                let bytes = mutated(Array(jsonText.utf8), &generator)
                try survive("seed \(seed)") {
                    let result = try read(bytes, name: "c.jsonl", schema: schema, options: lenient, in: folder)
                    consistent(result, folder)
                }
                try survive("seed \(seed)") {
                    _ = try Schema(yaml: SchemaInference.infer(path: folder + "c.jsonl"))
                }
                for line in bytes.split(separator: 10) {
                    try survive("seed \(seed)") {
                        let table = try parser.parse(Array(line))
                        #expect(table.rowCount == 1)
                    }
                }
            }
        }
    }

    private func mutateSchema(_ seed: UInt64, count: Int) throws {
        var generator = Generator(state: seed)
        for _ in 0..<count {
            let bytes = mutated(Array(fullSchema.utf8), &generator)
            let yaml = String(decoding: bytes, as: UTF8.self)
            try survive("seed \(seed)") {
                let schema = try Schema(yaml: yaml, file: "s.yaml")
                #expect(try Schema(yaml: schema.yaml()) == schema, "seed \(seed)")
            }
        }
    }

    /// An error must be ours, with place and cure; all else fails the test.
    private func survive(_ comment: Comment, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CorpusError {
            #expect(!error.message.isEmpty && !error.cure.isEmpty && error.place.file != "", comment)
        }
    }

    /// Every column has an entry a row, every code a name, and what is written reads back.
    private func consistent(_ result: ReadResult, _ folder: String) {
        let table = result.table
        #expect(result.rejects.rowsRead == table.rowCount + result.rejects.count)
        #expect(table.times.count == table.rowCount && table.labels.count == table.rowCount)
        #expect(table.ids.isMissing.count == table.rowCount && table.amounts.count == table.rowCount)
        for row in 0..<table.rowCount {
            for field in table.schema.fields.indices { _ = table.displayValue(field: field, row: row) }
        }
        _ = CheckReportText.render(CorpusCheck.run(table: table, rejects: result.rejects))
        let again = try? read(CaseTableWriter.csv(table), name: "again.csv", schema: table.schema, in: folder)
        #expect(again?.table == table)
    }

    /// One to six edits: flips, cuts, insertions, copies and bytes that mean something to a reader.
    private func mutated(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        let special: [[UInt8]] = [
            [0], [10], [13], [13, 10], [34], [34, 34], [44], [92], [0xFF], [0xC3], [0xED, 0xA0, 0x80],
            [0xEF, 0xBB, 0xBF],
            Array("\\ud800".utf8), Array("1e999".utf8), Array("nan".utf8), Array("[[[[".utf8), Array("{".utf8),
            Array(": ".utf8), Array("- ".utf8), Array("&a".utf8), Array("*a".utf8), Array("9999-99-99".utf8),
            Array("|".utf8), Array(";".utf8), Array("!!".utf8), Array("99999999999999999999".utf8), Array("\t".utf8),
        ]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, at + Int.random(in: 1...20, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes.removeSubrange(at..<end)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: at)
            case 3:
                bytes.insert(contentsOf: Array(bytes[at..<end]), at: Int.random(in: 0...bytes.count, using: &generator))
            case 4: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeSubrange(at...) }
            default: bytes.insert(contentsOf: special.randomElement(using: &generator) ?? [], at: at)
            }
        }
        return bytes
    }
}
