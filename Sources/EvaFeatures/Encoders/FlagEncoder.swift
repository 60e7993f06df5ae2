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

    package func encode(_ column: FlagColumn, rows: Range<Int>) -> EncodedField {
        var encoded = EncodedField(sparseColumns: 2)
        var values: [Float] = []
        values.reserveCapacity(rows.count)
        for row in rows {
            let value = column.values[row]
            values.append(value < 0 ? .nan : Float(value))
            if value != 0 { encoded.sparse.append(column: value < 0 ? 1 : 0, value: 1) }
            encoded.sparse.endRow()
        }
        encoded.trees = [.numeric(values)]
        return encoded
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
