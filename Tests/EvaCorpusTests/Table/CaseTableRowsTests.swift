import EvaCorpus
import Testing

@Suite("Rows of a table")
struct CaseTableRowsTests {
    private func table() throws -> CaseTable {
        let rows = (1...9).map { "\($0),202\($0 / 3)-0\($0 % 3 + 1),pay,k\($0 % 2),a;b\($0),\($0),,1,t\($0)\n" }
        return try read(header + rows.joined(), schema: claims).table
    }

    @Test("Rows of a span of time are found")
    func spans() throws {
        let table = try table()
        #expect(table.rows() == 0..<9)
        #expect(table.rows(since: CaseTime(year: 2021)) == 2..<9)
        #expect(table.rows(until: CaseTime(year: 2021)) == 0..<2)
        #expect(table.rows(since: CaseTime(year: 2021), until: CaseTime(year: 2021, month: 2)) == 2..<3)
        #expect(table.rows(since: CaseTime(year: 2030)) == 9..<9)
        #expect(table.rows(since: CaseTime(year: 2022), until: CaseTime(year: 2021)).isEmpty)
        #expect(try read(header, schema: claims).table.rows(since: CaseTime(year: 2021)).isEmpty)
    }

    @Test("A subset has the rows asked for, in their order, under the same codes")
    func subset() throws {
        let table = try table()
        let rows = [8, 0, 3]
        let subset = table.subset(rows)
        #expect(subset.rowCount == 3 && subset.column("kind")?.names == table.column("kind")?.names)
        for (row, origin) in rows.enumerated() {
            #expect(subset.ids.text(of: row) == table.ids.text(of: origin))
            #expect(subset.times[row] == table.times[origin] && subset.amounts[row] == table.amounts[origin])
            for field in 0..<6 {
                #expect(subset.displayValue(field: field, row: row) == table.displayValue(field: field, row: origin))
            }
        }
        #expect(table.subset(0..<9) == table)
        #expect(table.subset(2..<5) == table.subset([2, 3, 4]))
        #expect(table.subset([]).rowCount == 0)
    }

    @Test(
        "Money shows two decimals, numbers as many as they need",
        arguments: [
            (1250.0, "1250.00", "1250"), (0.005, "0.01", "0.005"), (-0.001, "0.00", "-0.001"),
            (-12.345, "-12.35", "-12.345"),
            (3e12, "3000000000000.00", "3000000000000"), (1e20, "1e+20", "1e+20"),
        ]
    )
    func display(value: Double, money: String, number: String) throws {
        var schema = claims
        let row = header + "1,2024,pay,,,\(value),,,\n"
        #expect(try read(row, schema: schema).table.displayValue(field: 2, row: 0) == money)
        schema.fields[2].type = .number
        #expect(try read(row, schema: schema).table.displayValue(field: 2, row: 0) == number)
    }
}
