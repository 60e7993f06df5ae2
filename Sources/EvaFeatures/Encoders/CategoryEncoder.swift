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
    ) -> (encoder: CategoryEncoder, training: StatisticView?) {
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
            smoothing: options.targetSmoothing,
            ordered: options.orderedStatistics
        ) { row, body in
            let code = column.codes[rows.lowerBound + row]
            body(code < 0 ? -1 : translation[Int(code)])
        }
        return (
            CategoryEncoder(vocabulary: vocabulary, statistic: fitted.full),
            fitted.training
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

    private var shape: FieldShape {
        statistic == nil
            ? FieldShape(trees: [treeCodes + 1], sparse: sparseColumns)
            : FieldShape(trees: [treeCodes + 1, 0], dense: 1, sparse: sparseColumns)
    }

    var sparseColumns: Int { vocabulary.frequent + 2 }

    /// Features of a row.
    func add(_ column: CategoryColumn, row: Int, to features: inout FeatureRow) {
        var code = column.codes[row]
        if code >= 0 {
            code = vocabulary.code(code, of: column.categories, known: column.known)
            if code == vocabulary.unseen { features.markUnseen() }
        }
        add(code, statistic, to: &features)
    }

    package func encode(_ column: CategoryColumn, rows: Range<Int>, view: StatisticView?, hasLinear: Bool)
        -> EncodedField
    {
        let translation = vocabulary.translation(of: column.categories)
        let view = view ?? statistic.map { StatisticView($0) }
        return EncodedField(rows: rows, shape: shape, hasLinear: hasLinear) { row, features in
            let code = column.codes[row]
            let statistic = view?.statistic(of: row - rows.lowerBound)
            add(code < 0 ? -1 : translation[Int(code)], statistic, to: &features)
        }
    }

    private func add(_ code: Int32, _ statistic: TargetStatistic?, to features: inout FeatureRow) {
        let rare = Int32(vocabulary.frequent)
        features.appendTree(code < 0 ? .nan : Float(min(code, Int32(treeCodes))))
        features.appendSparse(Int(code < 0 ? rare + 1 : min(code, rare)), 1)
        if let statistic {
            let rate = statistic.value(of: code)
            features.appendTree(rate)
            features.appendDense(Double(rate))
        }
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
