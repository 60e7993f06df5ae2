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

    package func encode(_ times: ArraySlice<CaseTime>, hasLinear: Bool) -> EncodedField {
        EncodedField(rows: times.indices, shape: FieldShape(trees: [0], dense: 1), hasLinear: hasLinear) {
            add(times[$0], to: &$1)
        }
    }

    /// Features of a case of that time.
    func add(_ time: CaseTime, to features: inout FeatureRow) {
        let day = time.isMissing ? last : min(time.day, last)
        features.appendTree(Float(day))
        features.appendDense(2 * Double(day - first) / Double(max(1, last - first)) - 1)
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
