import EvaCorpus
import Testing

@Suite("Names that are known before")
struct NameListTests {
    private let lines = [
        #"{"kind": "coat", "evidence": ["photo", "video", "photo"], "amount": 5, "vip": true, "story": "好"}"#,
        #"{"kind": "hat", "evidence": ["letter"], "bought": "2024-02-29"}"#,
        #"{"kind": "coat", "evidence": []}"#, "{}", #"{"kind": "hat", "evidence": ["letter", "photo", "letter"]}"#,
        #"{"id": "7", "day": "2024", "kind": " coat ", "evidence": ["ph\u006fto"]}"#,
    ]

    @Test("A case means the same with known names as without, in memory that others used before")
    func same() throws {
        let plain = try CaseParser(schema: claims)
        let names = claims.fields.map { field -> NameList? in
            switch field.name {
            case "kind": NameList(["shoe", "coat"])
            case "evidence": NameList(["photo", "receipt"])
            default: nil
            }
        }
        let seeded = try CaseParser(schema: claims, names: names)
        var memory = seeded.makeMemory()
        for line in lines + lines.reversed() {
            let expected = try plain.parse(Array(line.utf8))
            let table = try seeded.parse(Array(line.utf8), using: &memory)
            #expect(table.rowCount == 1 && table.ids == expected.ids && table.times == expected.times)
            #expect(table.amounts == expected.amounts || line.contains("amount") == false)
            for field in claims.fields.indices {
                #expect(table.displayValue(field: field, row: 0) == expected.displayValue(field: field, row: 0))
            }
        }
    }

    @Test("Known names come first, with their positions for codes, whatever the case holds")
    func codes() throws {
        let list = NameList(["shoe", "coat"])
        let names = claims.fields.map { $0.name == "kind" ? list : nil }
        let parser = try CaseParser(schema: claims, names: names)
        let known = try parser.parse(Array(#"{"kind": "coat"}"#.utf8))
        let other = try parser.parse(Array(#"{"kind": "hat"}"#.utf8))
        guard case .category(let coat) = known.column("kind"), case .category(var hat) = other.column("kind") else {
            Issue.record("kind is no category")
            return
        }
        #expect(coat.codes == [1] && coat.categories == list.names && coat.known === list)
        #expect(hat.codes == [2] && hat.categories == list.names + ["hat"] && hat.known === list)
        hat.categories = ["hat", "coat", "shoe"]
        #expect(hat.known == nil)
    }

    @Test("After a case with a wrong value the next one holds nothing of it")
    func afterError() throws {
        let parser = try CaseParser(schema: claims)
        var memory = parser.makeMemory()
        for wrong in [#"{"kind": "coat", "amount": 3, "bought": "soon"}"#, #"{"kind": "hat", "vip": "perhaps"}"#] {
            #expect(throws: CorpusError.self) { try parser.parse(Array(wrong.utf8), using: &memory) }
            let table = try parser.parse(Array(#"{"amount": 1}"#.utf8), using: &memory)
            #expect(try table == CaseTable.one(json: Array(#"{"amount": 1}"#.utf8), schema: claims))
        }
    }
}
