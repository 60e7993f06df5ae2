import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite("What fields become")
struct FieldMeaningTests {
    private let pool = WorkerPool(threads: 1)

    private func fit(_ table: CaseTable, minCount: Int = 1) throws -> (Featurizer, FeatureSet) {
        var options = FeatureOptions()
        options.minCount = minCount
        options.targetStatisticAbove = 2
        return try Featurizer.fit(
            table,
            rows: 0..<table.rowCount,
            weights: [Float](repeating: 1, count: table.rowCount),
            offsets: [Double](repeating: 0, count: table.rowCount),
            options: options,
            pool: pool
        )
    }

    @Test("a monotone set has no statistic, which could fall when a member is added; another set of as many has")
    func monotoneSet() throws {
        let (featurizer, _) = try fit(Claims.table(rows: 120))
        let names = featurizer.layout.treeNames
        #expect(names.contains("items mean pay rate") && names.contains("items first"))
        let ofEvidence = names.indices.filter { names[$0].hasPrefix("evidence ") }
        #expect(
            Set(ofEvidence.map { names[$0] }) == Set(Claims.proofs.map { "evidence has \($0)" } + ["evidence count"])
        )
        #expect(ofEvidence.allSatisfy { featurizer.layout.treeMonotone[$0] == 1 })
    }

    @Test("a monotone date is its days alone: month and weekday start again, and could turn the direction")
    func monotoneDate() throws {
        let lines = (10..<29).map { "\($0),2024-03-01,\($0 % 3 == 0 ? "pay" : "deny"),2024-02-\($0)" }
        func names(_ direction: String) throws -> (trees: [String], monotone: [Int8]) {
            let schema = """
                corpus: claims
                id: id
                time: time
                label: {field: decision, pay: [pay], deny: [deny]}
                fields:
                  bought: {type: date\(direction)}
                """
            let (featurizer, features) = try fit(
                table(schema: schema, csv: "id,time,decision,bought\n" + lines.joined(separator: "\n") + "\n")
            )
            #expect(features.trees.columns.count == featurizer.layout.treeNames.count)
            #expect(features.linear.sparse.columns == featurizer.layout.sparseMonotone.count)
            return (featurizer.layout.treeNames, featurizer.layout.treeMonotone)
        }
        let free = try names("")
        #expect(free.trees == ["days since bought", "bought month", "bought weekday"])
        let bound = try names(", monotone: up")
        #expect(bound.trees == ["days since bought"] && bound.monotone == [-1])
    }

    @Test("a date after the case's time has negative days, and they are kept")
    func dateAfterTime() throws {
        let rows = (0..<60)
            .map { row in
                "\(row),2024-03-10,\(row % 2 == 0 ? "pay" : "deny"),s,a,1,2024-03-\(row % 20 + 10),|,|,yes,"
            }
        let table = try EvaTestSupport.table(
            schema: Claims.schema,
            csv: Claims.header + rows.joined(separator: "\n") + "\n"
        )
        let (featurizer, training) = try fit(table)
        let column = try #require(featurizer.layout.treeNames.firstIndex(of: "days since bought"))
        guard case .numeric(let days) = training.trees.columns[column] else {
            Issue.record("days are no number")
            return
        }
        #expect(days[0] == 0 && days[7] == -7 && days[19] == -19)
    }

    @Test("spellings of one text in Unicode are one name, in a category and in a set")
    func canonicalSpellings() throws {
        let (composed, apart) = ("caf\u{E9}", "cafe\u{301}")
        let rows = (0..<40)
            .map { row in
                let (one, other) = row % 2 == 0 ? (composed, apart) : (apart, composed)
                let label = row % 3 == 0 ? "pay" : "deny"
                return "\(row),2024-03-10,\(label),\(one),a,1,2024-03-01,\(one)|\(other),\(one)|\(other)|tea,,"
            }
        let table = try EvaTestSupport.table(
            schema: Claims.schema,
            csv: Claims.header + rows.joined(separator: "\n") + "\n"
        )
        let (featurizer, training) = try fit(table)
        #expect(training.trees.row(0)[0] == training.trees.row(1)[0])
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Featurizer(from: &reader, schema: table.schema) == featurizer)
    }
}
