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

    @Test("labels given stand for those of the table")
    func otherLabels() throws {
        let (table, featurizer, _) = try fitted()
        func refitted(_ labels: [Int8]) throws -> Featurizer {
            var options = FeatureOptions()
            options.minCount = 5
            options.trend = true
            return
                try Featurizer.fit(
                    table,
                    rows: 0..<table.rowCount,
                    labels: labels,
                    weights: [Float](repeating: 1, count: table.rowCount),
                    offsets: [Double](repeating: 0, count: table.rowCount),
                    options: options,
                    pool: pool
                )
                .featurizer
        }
        #expect(try refitted(table.labels) == featurizer)
        #expect(try refitted(table.labels.map { 1 - $0 }) != featurizer)
    }

    @Test("of a text without n-grams only the length is a feature, the same in training, in a table and alone")
    func noGrams() throws {
        let table = try Claims.table(rows: 200)
        var options = FeatureOptions()
        options.maxTextFeatures = 0
        let (featurizer, training) = try Featurizer.fit(
            table,
            rows: 0..<200,
            weights: [Float](repeating: 1, count: 200),
            offsets: [Double](repeating: 0, count: 200),
            options: options,
            hasLinear: false,
            pool: pool
        )
        let field = try #require(table.schema.fieldIndex("story"))
        let columns = featurizer.layout.treeField.indices.filter { featurizer.layout.treeField[$0] == field }
        #expect(columns.map { featurizer.layout.treeNames[$0] } == ["story score", "story length"])
        guard case .text(let stories) = table.columns[field] else { return #expect(Bool(false)) }
        let later = try featurizer.transform(table, rows: 0..<200, hasLinear: false, pool: pool)
        var alone = FeatureRow(hasLinear: false)
        for row in 0..<200 where !stories.isMissing[row] {
            try featurizer.transform(table, row: row, into: &alone)
            for values in [training.trees.row(row), later.trees.row(row), alone.trees] {
                #expect(columns.map { values[$0] } == [0, Float(stories.bytes(of: row).count)])
            }
        }
    }

    @Test("one case gives the same features as the same case in a table")
    func oneEqualsMany() throws {
        let (table, featurizer, _) = try fitted()
        let all = try featurizer.transform(table, rows: 0..<table.rowCount, pool: pool)
        var features = FeatureRow()
        var forTrees = FeatureRow(hasLinear: false)
        for row in stride(from: 0, to: table.rowCount, by: 37) {
            let one = try featurizer.transform(table.subset([row]), rows: 0..<1, pool: pool)
            #expect(one.trees.row(0).map(\.bitPattern) == all.trees.row(row).map(\.bitPattern))
            let columns = all.linear.dense.columns
            #expect(one.linear.dense.values == Array(all.linear.dense.values[row * columns..<(row + 1) * columns]))
            let range = all.linear.sparse.offsets[row]..<all.linear.sparse.offsets[row + 1]
            #expect(one.linear.sparse.indices == Array(all.linear.sparse.indices[range]))
            #expect(one.linear.sparse.values == Array(all.linear.sparse.values[range]))
            try featurizer.transform(table, row: row, into: &features)
            #expect(features.trees.map(\.bitPattern) == all.trees.row(row).map(\.bitPattern))
            #expect(features.dense == one.linear.dense.values)
            #expect(features.indices == one.linear.sparse.indices)
            #expect(features.values == one.linear.sparse.values)
            try featurizer.transform(table, row: row, into: &forTrees)
            #expect(forTrees.trees.map(\.bitPattern) == features.trees.map(\.bitPattern))
            #expect(forTrees.dense.isEmpty && forTrees.indices.isEmpty)
        }
    }

    @Test(
        "a case that differs in some fields gets the features that it would get without the other",
        arguments: [true, false]
    )
    func fromAnother(hasLinear: Bool) throws {
        let (table, featurizer, _) = try fitted()
        var (base, whole, features) = (
            FeatureRow(hasLinear: hasLinear), FeatureRow(hasLinear: hasLinear), FeatureRow(hasLinear: hasLinear)
        )
        let fields = table.schema.fields.indices
        for row in 0..<40 {
            let (one, other) = (table.subset([row]), table.subset([table.rowCount - 1 - row]))
            try featurizer.transform(one, row: 0, into: &base)
            for changed in fields.map({ [$0] }) + [[0, fields.count - 1], [], Array(fields)] {
                var mixed = one
                for field in changed { mixed.replaceColumn(field, by: other.columns[field]) }
                try featurizer.transform(mixed, row: 0, into: &whole)
                try featurizer.transform(mixed, row: 0, into: &features, from: base, changed: changed)
                #expect(features.trees.map(\.bitPattern) == whole.trees.map(\.bitPattern))
                #expect(features.dense == whole.dense)
                #expect(features.indices == whole.indices && features.values == whole.values)
            }
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

    private func training(flippingFold fold: Int?) throws -> (Featurizer, FeatureSet) {
        var options = FeatureOptions()
        let table = try Claims.table(rows: 400) { $0 % options.folds == fold }
        options.minCount = 2
        // The base rate moves for all alike with the labels; the less of it, the clearer what moves with a row's own.
        options.targetSmoothing = 0.01
        return try Featurizer.fit(
            table,
            rows: 0..<400,
            weights: [Float](repeating: 1, count: 400),
            offsets: [Double](repeating: 0, count: 400),
            options: options,
            pool: pool
        )
    }

    @Test(
        "training rows' features do not know the labels of their own fold, and know those of the others",
        arguments: [
            "shop pay rate", "items mean pay rate", "story score",
        ]
    )
    func outOfFold(name: String) throws {
        let (featurizer, before) = try training(flippingFold: nil)
        let (_, after) = try training(flippingFold: 1)
        let column = try #require(featurizer.layout.treeNames.firstIndex(of: name))
        guard case .numeric(let old) = before.trees.columns[column],
            case .numeric(let new) = after.trees.columns[column]
        else {
            Issue.record("\(name) is no number")
            return
        }
        func meanMove(_ isIncluded: (Int) -> Bool) -> Float {
            let moves = zip(old, new).enumerated().filter { isIncluded($0.offset) }
                .map { abs($0.element.0 - $0.element.1) }
                .filter { !$0.isNaN }
            return moves.reduce(0, +) / Float(max(1, moves.count))
        }
        let folds = FeatureOptions().folds
        let (own, others) = (meanMove { $0 % folds == 1 }, meanMove { $0 % folds != 1 })
        #expect(others > 0.1)
        #expect(own < 0.05 * others, "own \(own), others \(others)")
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
