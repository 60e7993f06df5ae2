package import EvaCorpus
import EvaModels
import EvaNumerics

/// A set as indicators of its members and their count; where there are many members also as the first member's code
/// and the members' target statistics.
///
/// **Missing and edge values**: a missing set has missing indicators; the empty set has zeros. A member that training
/// did not know counts, and has no indicator.
///
/// A monotone set gives indicators and count only: a statistic can fall when a member is added.
package struct SetEncoder: Sendable, Equatable {
    let vocabulary: Vocabulary
    let statistic: TargetStatistic?
    let monotone: Int8

    private static let mostTreeCodes = 24
    private static let mostIndicators = 48

    private var treeCodes: Int { min(vocabulary.frequent, Self.mostTreeCodes) }
    private var indicators: Int { min(vocabulary.frequent, Self.mostIndicators) }

    package static func fit(
        _ column: SetColumn,
        rows: Range<Int>,
        monotone: Int8,
        target: TrainingTarget,
        options: FeatureOptions
    ) -> (encoder: SetEncoder, training: StatisticView?) {
        var counts = [Int](repeating: 0, count: column.dictionary.count)
        for row in rows {
            for member in column.members(of: row) { counts[Int(member)] += 1 }
        }
        let vocabulary = Vocabulary(dictionary: column.dictionary, counts: counts, minCount: options.minCount)
        guard monotone == 0, vocabulary.names.count > options.targetStatisticAbove else {
            return (SetEncoder(vocabulary: vocabulary, statistic: nil, monotone: monotone), nil)
        }
        let translation = vocabulary.translation(of: column.dictionary)
        let fitted = TargetStatistic.fit(
            rows: rows.count,
            codeCount: vocabulary.names.count,
            target: target,
            smoothing: options.targetSmoothing,
            ordered: options.orderedStatistics
        ) { row, body in
            for member in column.members(of: rows.lowerBound + row) { body(translation[Int(member)]) }
        }
        return (
            SetEncoder(vocabulary: vocabulary, statistic: fitted.full, monotone: monotone),
            fitted.training
        )
    }

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees = vocabulary.names.prefix(indicators).map { ("\(field) has \($0)", monotone) }
        names.trees.append(("\(field) count", monotone))
        names.dense.append(("\(field) count", monotone))
        if statistic != nil {
            names.trees += [("\(field) first", 0)]
            let rates = ["mean", "least", "most"].map { (name: "\(field) \($0) pay rate", monotone: Int8(0)) }
            names.trees += rates
            names.dense += rates
        }
        names.sparse = [Int8](repeating: monotone, count: vocabulary.frequent) + [0]
        return names
    }

    private var shape: FieldShape {
        var shape = FieldShape(trees: [Int](repeating: 0, count: indicators + 1), dense: 1, sparse: sparseColumns)
        if statistic != nil {
            shape.trees += [treeCodes + 1, 0, 0, 0]
            shape.dense += 3
        }
        return shape
    }

    var sparseColumns: Int { vocabulary.frequent + 1 }

    /// Features of a row.
    func add(_ column: SetColumn, row: Int, to features: inout FeatureRow) {
        features.members.removeAll(keepingCapacity: true)
        for member in column.members(of: row) {
            let code = vocabulary.code(member, of: column.dictionary, known: column.known)
            if code == vocabulary.unseen { features.markUnseen() }
            features.members.append(code)
        }
        addMembers(isMissing: column.isMissing[row], statistic, to: &features)
    }

    package func encode(_ column: SetColumn, rows: Range<Int>, view: StatisticView?, hasLinear: Bool) -> EncodedField {
        let translation = vocabulary.translation(of: column.dictionary)
        let view = view ?? statistic.map { StatisticView($0) }
        return EncodedField(rows: rows, shape: shape, hasLinear: hasLinear) { row, features in
            features.members.removeAll(keepingCapacity: true)
            for member in column.members(of: row) { features.members.append(translation[Int(member)]) }
            addMembers(
                isMissing: column.isMissing[row],
                view?.statistic(of: row - rows.lowerBound),
                to: &features
            )
        }
    }

    /// Features of the members in `features.members`, which it sorts.
    private func addMembers(isMissing: Bool, _ statistic: TargetStatistic?, to features: inout FeatureRow) {
        let count = features.members.count
        features.appendTrees(isMissing ? .nan : 0, count: indicators)
        for member in features.members where member < indicators {
            features.setTree(fromEnd: indicators - Int(member), 1)
        }
        features.appendTree(isMissing ? .nan : Float(count))
        features.appendDense(isMissing ? 0 : min(Double(count), 10) - 1)
        if let statistic {
            let first = features.members.first.map { min($0, Int32(treeCodes)) } ?? Int32(treeCodes)
            features.appendTree(isMissing ? .nan : Float(first))
            var (sum, least, most) = (Float(0), Float.infinity, -Float.infinity)
            for member in features.members {
                let value = statistic.value(of: member)
                sum += value
                least = min(least, value)
                most = max(most, value)
            }
            if count == 0 { (sum, least, most) = (0, 0, 0) }
            appendRate(sum / Float(max(1, count)), to: &features)
            appendRate(least, to: &features)
            appendRate(most, to: &features)
        }
        features.members.sort()
        var last: Int32 = -1
        for member in features.members where member != last && member < vocabulary.frequent {
            features.appendSparse(Int(member), 1)
            last = member
        }
        if isMissing { features.appendSparse(vocabulary.frequent, 1) }
    }

    private func appendRate(_ rate: Float, to features: inout FeatureRow) {
        features.appendTree(rate)
        features.appendDense(Double(rate))
    }

    init(vocabulary: Vocabulary, statistic: TargetStatistic?, monotone: Int8) {
        self.vocabulary = vocabulary
        self.statistic = statistic
        self.monotone = monotone
    }

    init(from reader: inout ByteReader) throws {
        vocabulary = try Vocabulary(from: &reader)
        statistic = try reader.read(Bool.self) ? TargetStatistic(from: &reader) : nil
        monotone = try reader.read(Int8.self)
    }

    func encode(to writer: inout ByteWriter) {
        vocabulary.encode(to: &writer)
        writer.write(statistic != nil)
        statistic?.encode(to: &writer)
        writer.write(monotone)
    }
}
