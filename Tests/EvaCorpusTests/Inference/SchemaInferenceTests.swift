import EvaCorpus
import Foundation
import Testing

@Suite("Inferring a schema")
struct SchemaInferenceTests {
    /// A corpus with a column of each kind.
    private func corpus() -> String {
        var csv = "case_id,Serial,created_at,incident_date,verdict,agent_id,agent_decision,product,product_name,zip,"
        csv += "tags,price,score,insured,remarks,loss_code,close_amount,region\n"
        var generator = Generator(state: 3)
        let words = ["torn", "late", "缺件", "wet", "wrong size", "broken on arrival", "never came"]
        for row in 0..<300 {
            let pays = Bool.random(using: &generator)
            let product = Int.random(in: 0..<5, using: &generator)
            let tags = (0..<Int.random(in: 0...3, using: &generator))
                .map { _ in
                    ["a", "b", "c", "d"].randomElement(using: &generator) ?? "a"
                }
            let text = (0..<6).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " and then ")
            let cells = [
                "C\(row)", "S-\(row * 7)", "2023-0\(1 + row % 9)-01", "2022-01-0\(1 + row % 9)",
                pays ? "Approved" : "Rejected", "w\(row % 7)", Bool.random(using: &generator) ? "Approved" : "Rejected",
                "p\(product)", "product \(product)", "0\(1000 + row % 50)", tags.joined(separator: "|"),
                "\(Double(Int.random(in: 100...99_999, using: &generator)) / 100)",
                "\(Int.random(in: 0...100, using: &generator))", Bool.random(using: &generator) ? "yes" : "no",
                "\"\(text) \(row)\"", pays ? "L\(Int.random(in: 0..<3, using: &generator))" : "Z", pays ? "5.00" : "",
                "north",
            ]
            csv += cells.joined(separator: ",") + "\n"
        }
        return csv
    }

    private func infer(_ content: String, name: String = "Claims 2023.csv") throws -> (
        yaml: String, schema: Schema, ReadResult
    ) {
        try withTemporaryFolder { folder in
            try Data(content.utf8).write(to: URL(filePath: folder + name))
            let yaml = try SchemaInference.infer(path: folder + name)
            let schema = try Schema(yaml: yaml, file: "inferred.yaml")
            return (yaml, schema, try CaseTable.read(path: folder + name, schema: schema))
        }
    }

    @Test("Roles and types are guessed, and the file reads with them")
    func roles() throws {
        let (yaml, schema, result) = try infer(corpus())
        #expect(schema.corpus == "claims-2023" && schema.id == "case_id" && schema.time == "created_at")
        #expect(schema.label == LabelColumn(field: "verdict", pay: ["Approved"], deny: ["Rejected"]))
        #expect(schema.agent == "agent_id" && schema.firstDecision == "agent_decision")
        #expect(schema.paid == "close_amount")
        #expect(
            schema.fields.map { "\($0.name) \($0.type.rawValue)" } == [
                "incident_date date", "product category", "zip category", "tags set", "price money", "score number",
                "insured flag", "remarks text",
            ]
        )
        #expect(schema.fields[3].separator == "|")
        #expect(schema.outcomeOnly == ["loss_code", "close_amount"])
        #expect(schema.ignore == ["Serial", "product_name", "region"])
        #expect(yaml.contains("loss_code   # alone it ranks the cases with AUC 1: looks like an outcome"))
        #expect(yaml.contains("product_name   # says the same as product"))
        #expect(result.table.rowCount == 300 && result.rejects.count == 0)
    }

    @Test("JSON Lines are guessed as CSV is; lists become sets, objects are ignored")
    func jsonLines() throws {
        var lines = ""
        for row in 0..<50 {
            lines +=
                "{\"id\":\(row),\"filed\":\"2024-01-0\(row % 9 + 1)\",\"paid\":\(row % 3 == 0),\"parts\":[\"a\",\"b\(row % 4)\"],"
            lines += "\"cost\":\(row).5,\"more\":{\"x\":1}}\n"
        }
        let (_, schema, result) = try infer(lines, name: "c.jsonl")
        #expect(schema.id == "id" && schema.time == "filed")
        #expect(schema.label == LabelColumn(field: "paid", pay: ["true"], deny: ["false"]))
        #expect(schema.fields.map(\.name) == ["parts", "cost"] && schema.fields.map(\.type) == [.set, .money])
        #expect(schema.ignore == ["more"] && result.table.rowCount == 50)
    }

    @Test(
        "A file without identifier, time, label or facts says which is missing",
        arguments: [
            ("a,day,decision,x\n1,2024-01-01,pay,1\n1,2024-01-02,deny,1\n1,2024-01-03,pay,1\n", "the identifier"),
            ("id,decision,x\n1,pay,u\n2,deny,v\n", "the time of the case"),
            ("id,day,x\n1,2024-01-01,u\n2,2024-01-02,v\n", "the label"),
            ("id,day,decision\n1,2024-01-01,pay\n2,2024-01-02,deny\n", "a fact known before the decision"),
            ("id,day,decision\n", "no good row"),
            ("id,id\n1,2\n", "the column id is there twice"),
            ("id,\n1,2\n", "a column has no name"),
        ]
    )
    func missing(content: String, what: String) {
        let error = #expect(throws: CorpusError.self) { _ = try infer(content) }
        #expect(error?.message.contains(what) == true, "\(error?.description ?? "")")
    }
}
