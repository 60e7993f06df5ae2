package import EvaCorpus
import EvaModels
import EvaNumerics

/// A flag as 0, 1 or missing for the trees, and as yes and missing columns for the linear model.
package struct FlagEncoder: Sendable, Equatable {
    let monotone: Int8

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees.append((field, monotone))
        names.sparse = [monotone, 0]
        return names
    }

    var sparseColumns: Int { 2 }

    package func encode(_ column: FlagColumn, rows: Range<Int>, hasLinear: Bool) -> EncodedField {
        EncodedField(rows: rows, shape: FieldShape(trees: [0], sparse: sparseColumns), hasLinear: hasLinear) {
            add(column, row: $0, to: &$1)
        }
    }

    /// Features of a row.
    func add(_ column: FlagColumn, row: Int, to features: inout FeatureRow) {
        let value = column.values[row]
        features.appendTree(value < 0 ? .nan : Float(value))
        if value != 0 { features.appendSparse(value < 0 ? 1 : 0, 1) }
    }

    init(monotone: Int8) {
        self.monotone = monotone
    }

    init(from reader: inout ByteReader) throws {
        monotone = try reader.read(Int8.self)
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(monotone)
    }
}
