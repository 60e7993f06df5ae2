package import EvaCorpus
import EvaModels
package import EvaNumerics

/// The case's own time, so that a model can follow a trend.
///
/// **Missing and edge values**: times after the last training case count as that case's: a trend is not drawn on into
/// the unknown. A case without a time counts as new.
package struct TrendEncoder: Sendable, Equatable {
    let first: Int
    let last: Int

    package static func fit(_ times: ArraySlice<CaseTime>) -> TrendEncoder {
        TrendEncoder(first: times.first?.day ?? 0, last: times.last?.day ?? 0)
    }

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees.append((field, 0))
        names.dense.append((field, 0))
        return names
    }

    package func encode(_ times: ArraySlice<CaseTime>) -> EncodedField {
        var encoded = EncodedField(sparseColumns: 0)
        let days = times.map { $0.isMissing ? last : min($0.day, last) }
        for _ in days { encoded.sparse.endRow() }
        encoded.trees = [.numeric(days.map(Float.init))]
        let span = Double(max(1, last - first))
        encoded.dense = [days.map { 2 * Double($0 - first) / span - 1 }]
        return encoded
    }

    init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    package init(from reader: inout ByteReader) throws {
        first = Int(try reader.read(Int64.self))
        last = Int(try reader.read(Int64.self))
        guard first <= last, first > -1 << 32, last < 1 << 32 else {
            throw ByteError(offset: reader.offset, message: "a trend's days are damaged")
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(Int64(first))
        writer.write(Int64(last))
    }
}
