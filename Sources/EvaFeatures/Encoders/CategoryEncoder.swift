package import EvaCorpus
import EvaModels
import EvaNumerics

/// A category as a native code for the trees, as one-hot columns for the linear model, and, where it has many values,
/// as a target statistic for both.
///
/// **Missing and edge values**: a value that training saw too rarely, or never, goes into one bucket; a missing value
/// is not that bucket.
package struct CategoryEncoder: Sendable, Equatable {
    let vocabulary: Vocabulary
    let statistic: TargetStatistic?

    /// Codes that the trees tell apart; bins are bytes, and one is kept for missing.
    private static let mostTreeCodes = 24

    private var treeCodes: Int { min(vocabulary.frequent, Self.mostTreeCodes) }

    package static func fit(
        _ column: CategoryColumn,
        rows: Range<Int>,
        target: TrainingTarget,
        options: FeatureOptions
    ) -> (encoder: CategoryEncoder, outOfFold: StatisticView?) {
        var counts = [Int](repeating: 0, count: column.categories.count)
        for row in rows where column.codes[row] >= 0 { counts[Int(column.codes[row])] += 1 }
        let vocabulary = Vocabulary(dictionary: column.categories, counts: counts, minCount: options.minCount)
        guard vocabulary.names.count > options.targetStatisticAbove else {
            return (CategoryEncoder(vocabulary: vocabulary, statistic: nil), nil)
        }
        let translation = vocabulary.translation(of: column.categories)
        let fitted = TargetStatistic.fit(
            rows: rows.count,
            codeCount: vocabulary.names.count,
            target: target,
            smoothing: options.targetSmoothing
        ) { row, body in
            let code = column.codes[rows.lowerBound + row]
            body(code < 0 ? -1 : translation[Int(code)])
        }
        return (
            CategoryEncoder(vocabulary: vocabulary, statistic: fitted.full),
            StatisticView(outOfFold: fitted.outOfFold)
        )
    }

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees.append((field, 0))
        if statistic != nil {
            names.trees.append(("\(field) pay rate", 0))
            names.dense.append(("\(field) pay rate", 0))
        }
        names.sparse = [Int8](repeating: 0, count: vocabulary.frequent + 2)
        return names
    }

    package func encode(_ column: CategoryColumn, rows: Range<Int>, view: StatisticView?) -> EncodedField {
        let translation = vocabulary.translation(of: column.categories)
        let rare = Int32(vocabulary.frequent)
        var encoded = EncodedField(sparseColumns: vocabulary.frequent + 2)
        var codes: [Int32] = []
        var rates: [Float] = []
        codes.reserveCapacity(rows.count)
        let view = view ?? statistic.map { StatisticView($0) }
        for row in rows {
            let raw = column.codes[row]
            let code = raw < 0 ? -1 : translation[Int(raw)]
            codes.append(code < 0 ? -1 : min(code, Int32(treeCodes)))
            encoded.sparse.append(column: Int(code < 0 ? rare + 1 : min(code, rare)), value: 1)
            encoded.sparse.endRow()
            if let view { rates.append(view.statistic(of: row - rows.lowerBound).value(of: code)) }
        }
        encoded.trees.append(.categorical(codes: codes, cardinality: treeCodes + 1))
        if view != nil {
            encoded.trees.append(.numeric(rates))
            encoded.dense.append(rates.map(Double.init))
        }
        return encoded
    }

    init(vocabulary: Vocabulary, statistic: TargetStatistic?) {
        self.vocabulary = vocabulary
        self.statistic = statistic
    }

    init(from reader: inout ByteReader) throws {
        vocabulary = try Vocabulary(from: &reader)
        statistic = try reader.read(Bool.self) ? TargetStatistic(from: &reader) : nil
    }

    func encode(to writer: inout ByteWriter) {
        vocabulary.encode(to: &writer)
        writer.write(statistic != nil)
        statistic?.encode(to: &writer)
    }
}
