import EvaCorpus
import Foundation
import Testing

@Suite("Checking a corpus")
struct CorpusCheckTests {
    private let schema = Schema(
        corpus: "c",
        id: "id",
        time: "day",
        label: LabelColumn(field: "decision"),
        fields: [
            Field(name: "kind", type: .category),
            Field(name: "kind_name", type: .category),
            Field(name: "knows", type: .number),
            Field(name: "status", type: .category),
            Field(name: "always", type: .flag),
            Field(name: "never", type: .text),
            Field(name: "rare", type: .category),
            Field(name: "amount", type: .money),
            Field(name: "happened", type: .date),
        ]
    )

    /// 400 cases; what is wrong with them is in the fields' names.
    private func report() throws -> CheckReport {
        var csv = "id,day,decision,kind,kind_name,knows,status,always,never,rare,amount,happened\n"
        var generator = Generator(state: 5)
        for row in 0..<400 {
            let pays = Bool.random(using: &generator)
            let kind = Int.random(in: 0..<4, using: &generator)
            // Known only for paid cases, whatever the number.
            let knows = pays ? "\(Int.random(in: 1...1000, using: &generator))" : ""
            // Says much, not all; its name says the rest.
            let status = (row.isMultiple(of: 3) ? Bool.random(using: &generator) : pays) ? "open" : "closed"
            let amount = row == 9 ? 3e12 : Double.random(in: 10...1000, using: &generator)
            csv += "\(row),\(2020 + row / 200)-05-06,\(pays ? "pay" : "deny"),\(kind),name \(kind),\(knows),\(status),"
            csv += "1,,\(row < 3 ? "x\(row)" : ""),\(amount),\(row == 7 ? "2030-01-01" : "2020-01-01")\n"
        }
        let result = try read(csv + "bad\n", schema: schema)
        return CorpusCheck.run(table: result.table, rejects: result.rejects)
    }

    @Test("Leaks, constants, duplicates, absurd values and late dates are found, the gravest first")
    func findings() throws {
        let report = try report()
        #expect(
            report.findings.map { "\($0.kind.rawValue) \($0.field ?? "")" } == [
                "leak_suspect knows", "leak_suspect status", "date_after_time happened", "absurd_value amount",
                "duplicate kind_name", "constant always", "constant never", "mostly_missing rare",
            ]
        )
        #expect(report.findings.first { $0.kind == .absurdValue }?.cases == 1)
        #expect(report.cases == 400 && report.firstTime == "2020-05-06" && report.rejects.count == 1)
        #expect(report.fields.first { $0.field == "rare" }?.missingShare == 397.0 / 400)
        #expect(report.fields.first { $0.field == "kind" }?.distinctCount == 4)
        #expect(abs((report.fields.first { $0.field == "kind" }?.auc ?? 0) - 0.5) < 0.1)
        #expect(report.fields.first { $0.field == "knows" }?.auc == 1)
    }

    @Test("Labels are counted by year")
    func years() throws {
        let years = try report().years
        #expect(years.map(\.year) == [2020, 2021] && years.map(\.cases) == [200, 200])
        #expect(years.allSatisfy { $0.pays + $0.denies == 200 && abs(($0.payRate ?? 0) - 0.5) < 0.15 })
    }

    @Test("Twins with different labels are counted, and cap the accuracy")
    func twins() throws {
        let rows =
            "1,2024,pay,a,x;y,5,,,\n2,2024,deny,a,y;x,5,,,\n3,2025,pay,a,x;y,5,,,\n4,2024,pay,b,,,,,\n5,2024,deny,,,,,,\n"
        let twins = CorpusCheck.run(table: try read(header + rows, schema: claims).table).twins
        #expect(twins.groups == 1 && twins.cases == 3 && twins.ceilingAccuracy == 0.8)
        #expect(
            twins.largest.map(\.ids) == [["1", "2", "3"]] && twins.largest[0].pays == 2 && twins.largest[0].denies == 1
        )
    }

    @Test("A corpus of one class, and one without cases, are told as such")
    func oneClass() throws {
        let empty = CorpusCheck.run(table: try read(header, schema: claims).table)
        #expect(empty.findings.map(\.kind) == [.oneClass])
        let one = CorpusCheck.run(table: try read(header + "1,2024,pay,a,x,5,2020,1,t\n", schema: claims).table)
        #expect(one.findings.first?.message.contains("all labelled cases are pay") == true)
    }

    @Test("The report survives JSON, and its text shows every part")
    func rendering() throws {
        let report = try report()
        let again = try JSONDecoder().decode(CheckReport.self, from: JSONEncoder().encode(report))
        #expect(again == report)
        let text = CheckReportText.render(report)
        for part in [
            "c: 400 cases, 2020-05-06 to 2021-05-06", "1 bad rows of 401", "column_count: 1", "99.3 %",
            "leak_suspect knows",
            "Contradictory twins",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }
}
