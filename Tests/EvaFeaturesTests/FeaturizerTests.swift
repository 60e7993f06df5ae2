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
            offsets: [Double](repeating: 0, count: table.rowCount),
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

    private func training(flipping flipped: Int?) throws -> (Featurizer, FeatureSet) {
        let table = try Claims.table(rows: 120, flipped: flipped.map { $0..<$0 + 1 } ?? 0..<0)
        var options = FeatureOptions()
        options.minCount = 2
        // The base rate moves for all alike with a label; the less of it, the clearer what moves with the label itself.
        options.targetSmoothing = 1
        return try Featurizer.fit(
            table,
            rows: 0..<120,
            weights: [Float](repeating: 1, count: 120),
            offsets: [Double](repeating: 0, count: 120),
            options: options,
            pool: pool
        )
    }

    @Test("a training row's features do not know its own label, and those of other folds do", arguments: [0, 24, 119])
    func outOfFold(flipped: Int) throws {
        let (featurizer, before) = try training(flipping: nil)
        let (_, after) = try training(flipping: flipped)
        var othersMoved: Set<String> = []
        for (index, name) in featurizer.layout.treeNames.enumerated() {
            guard case .numeric(let old) = before.trees.columns[index],
                case .numeric(let new) = after.trees.columns[index]
            else { continue }
            if name.hasSuffix("pay rate") || name == "story score" {
                // What moves by the base rate alone is the same for all rows of a fold with one value.
                let ownMove = abs(new[flipped] - old[flipped])
                let most = zip(old, new).map { abs($0 - $1) }.filter { !$0.isNaN }.max() ?? 0
                if most > 0 { othersMoved.insert(name) }
                if !ownMove.isNaN { #expect(ownMove <= 0.25 * most, "\(name)") }
            }
        }
        #expect(othersMoved.contains("shop pay rate") && othersMoved.contains("story score"))
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
            try Featurizer.fit(table, rows: 0..<0, weights: [], offsets: [], options: FeatureOptions(), pool: pool)
        }
    }
}
