import EvaCorpus
import EvaFeatures
import EvaModels
import EvaNumerics
import EvaTestSupport
import Testing

@Suite("Featurizer")
struct FeaturizerTests {
    private let pool = WorkerPool(threads: 1)

    private func fitted(rows: Int = 400, trend: Bool = true) throws -> (CaseTable, Featurizer, FeatureSet) {
        let table = try Claims.table(rows: rows)
        var options = FeatureOptions()
        options.minCount = 5
        options.trend = trend
        let weights = [Float](repeating: 1, count: table.rowCount)
        let (featurizer, training) = try Featurizer.fit(
            table,
            rows: 0..<table.rowCount,
            weights: weights,
            options: options,
            pool: pool
        )
        return (table, featurizer, training)
    }

    @Test("every feature knows its field, and shapes agree between layout, training and later rows")
    func layoutFits() throws {
        let (table, featurizer, training) = try fitted()
        let later = try featurizer.transform(table, rows: 10..<20, pool: pool)
        let layout = featurizer.layout
        #expect(layout.fields == table.schema.fields.map(\.name) + ["time"])
        for features in [training, later] {
            #expect(features.trees.columns.count == layout.treeField.count)
            #expect(features.linear.dense.columns == layout.denseField.count)
            #expect(features.linear.sparse.columns == layout.sparseField.count)
        }
        #expect(Set(layout.treeField) == Set(layout.fields.indices))
        #expect(layout.treeNames.count == layout.treeField.count)
        #expect(layout.treeMonotone.count == layout.treeField.count)
    }

    @Test("one case gives the same features as the same case in a table")
    func oneEqualsMany() throws {
        let (table, featurizer, _) = try fitted()
        let all = try featurizer.transform(table, rows: 0..<table.rowCount, pool: pool)
        for row in stride(from: 0, to: table.rowCount, by: 37) {
            let one = try featurizer.transform(table.subset([row]), rows: 0..<1, pool: pool)
            #expect(one.trees.row(0).map(\.bitPattern) == all.trees.row(row).map(\.bitPattern))
            let columns = all.linear.dense.columns
            #expect(one.linear.dense.values == Array(all.linear.dense.values[row * columns..<(row + 1) * columns]))
            let range = all.linear.sparse.offsets[row]..<all.linear.sparse.offsets[row + 1]
            #expect(one.linear.sparse.indices == Array(all.linear.sparse.indices[range]))
            #expect(one.linear.sparse.values == Array(all.linear.sparse.values[range]))
        }
    }

    @Test("a featurizer survives the bundle byte by byte")
    func roundTrip() throws {
        let (table, featurizer, _) = try fitted()
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        let read = try Featurizer(from: &reader, schema: table.schema)
        try reader.finish()
        #expect(read == featurizer)
        var again = ByteWriter()
        read.encode(to: &again)
        #expect(again.bytes == writer.bytes)
    }

    @Test("truncated bytes throw")
    func truncated() throws {
        let (table, featurizer, _) = try fitted(rows: 120)
        var writer = ByteWriter()
        featurizer.encode(to: &writer)
        for count in stride(from: 0, to: writer.bytes.count - 1, by: 53) {
            #expect(throws: (any Error).self) {
                var reader = ByteReader(Array(writer.bytes.prefix(count)))
                _ = try Featurizer(from: &reader, schema: table.schema)
                try reader.finish()
            }
        }
    }

    @Test("a training row's target statistic does not know its own label")
    func outOfFold() throws {
        let (table, featurizer, training) = try fitted()
        let column = try #require(featurizer.layout.treeNames.firstIndex(of: "shop pay rate"))
        guard case .numeric(let before) = training.trees.columns[column] else {
            Issue.record("the pay rate is no number")
            return
        }
        let csv = { (flip: Int) in
            (0..<60)
                .map { row in
                    "\(row),2024-03-01,\((row % 2 == 0) != (row == flip) ? "pay" : "deny"),s,shop\(row % 12),1,,|,|,,x"
                }
                .joined(separator: "\n")
        }
        let header = "id,time,decision,scene,shop,amount,bought,evidence,items,vip,story\n"
        func rates(_ flip: Int) throws -> [Float] {
            let table = try EvaTestSupport.table(schema: Claims.schema, csv: header + csv(flip) + "\n")
            var options = FeatureOptions()
            options.minCount = 2
            let (featurizer, training) = try Featurizer.fit(
                table,
                rows: 0..<60,
                weights: [Float](repeating: 1, count: 60),
                options: options,
                pool: pool
            )
            let column = try #require(featurizer.layout.treeNames.firstIndex(of: "shop pay rate"))
            guard case .numeric(let values) = training.trees.columns[column] else { return [] }
            return values
        }
        // The base rate moves for all alike when a label is flipped; what a row gets relative to its fold does not.
        let plain = try rates(-1)
        let flipped = try rates(24)
        let sameFold = (0..<60).filter { $0 % 5 == 24 % 5 && $0 % 12 != 0 }
        let shift = flipped[sameFold[0]] - plain[sameFold[0]]
        #expect(abs((flipped[24] - plain[24]) - shift) < 0.05)
        #expect(before.count == table.rowCount)
    }

    @Test("an unseen value is neither missing nor a known one")
    func unseen() throws {
        let (table, featurizer, _) = try fitted()
        let schema = table.schema
        func code(_ json: String) throws -> Float {
            let one = try CaseTable.one(json: Array(json.utf8), schema: schema)
            return try featurizer.transform(one, rows: 0..<1, pool: pool).trees.row(0)[0]
        }
        let missing = try code("{}")
        let unseen = try code(#"{"scene": "meteorite"}"#)
        let known = try code(#"{"scene": "late"}"#)
        #expect(missing.isNaN)
        #expect(!unseen.isNaN && unseen != known)
    }

    @Test("fields of another schema are refused by name")
    func otherSchema() throws {
        let (_, featurizer, _) = try fitted(rows: 120)
        let other = try EvaTestSupport.table(
            schema: Claims.schema.replacing("  vip: {type: flag}", with: "  vop: {type: flag}"),
            csv: "id,time,decision,scene,shop,amount,bought,evidence,items,vop,story\n1,2024-01-01,pay,,,,,,,,\n"
        )
        let error = #expect(throws: FeatureError.self) {
            try featurizer.transform(other, rows: 0..<1, pool: pool)
        }
        #expect(error?.message.contains("vop") == true)
    }

    @Test("a window without cases is refused")
    func empty() throws {
        let table = try Claims.table(rows: 60)
        #expect(throws: FeatureError.self) {
            try Featurizer.fit(table, rows: 0..<0, weights: [], options: FeatureOptions(), pool: pool)
        }
    }
}
