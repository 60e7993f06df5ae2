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
    ) -> (encoder: SetEncoder, outOfFold: StatisticView?) {
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
            smoothing: options.targetSmoothing
        ) { row, body in
            for member in column.members(of: rows.lowerBound + row) { body(translation[Int(member)]) }
        }
        return (
            SetEncoder(vocabulary: vocabulary, statistic: fitted.full, monotone: monotone),
            StatisticView(outOfFold: fitted.outOfFold)
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

    package func encode(_ column: SetColumn, rows: Range<Int>, view: StatisticView?) -> EncodedField {
        let translation = vocabulary.translation(of: column.dictionary)
        let view = view ?? statistic.map { StatisticView($0) }
        let frequent = vocabulary.frequent
        var encoded = EncodedField(sparseColumns: frequent + 1)
        var has = [[Float]](repeating: [Float](repeating: 0, count: rows.count), count: indicators)
        var counts: [Float] = []
        var first: [Int32] = []
        var rates: [[Float]] = [[], [], []]
        var members: [Int32] = []
        for row in rows {
            let local = row - rows.lowerBound
            members.removeAll(keepingCapacity: true)
            for member in column.members(of: row) { members.append(translation[Int(member)]) }
            if column.isMissing[row] {
                for indicator in has.indices { has[indicator][local] = .nan }
                counts.append(.nan)
                first.append(-1)
            } else {
                for member in members where member < indicators { has[Int(member)][local] = 1 }
                counts.append(Float(members.count))
                first.append(members.first.map { min($0, Int32(treeCodes)) } ?? Int32(treeCodes))
            }
            if let view {
                let values = members.map { view.statistic(of: local).value(of: $0) }
                let known = !values.isEmpty
                rates[0].append(known ? values.reduce(0, +) / Float(values.count) : 0)
                rates[1].append(values.min() ?? 0)
                rates[2].append(values.max() ?? 0)
            }
            for member in Set(members).sorted() where member < frequent {
                encoded.sparse.append(column: Int(member), value: 1)
            }
            if column.isMissing[row] { encoded.sparse.append(column: frequent, value: 1) }
            encoded.sparse.endRow()
        }
        encoded.trees = has.map { .numeric($0) } + [.numeric(counts)]
        encoded.dense.append(counts.map { $0.isNaN ? 0 : min(Double($0), 10) - 1 })
        if view != nil {
            encoded.trees.append(.categorical(codes: first, cardinality: treeCodes + 1))
            for rate in rates {
                encoded.trees.append(.numeric(rate))
                encoded.dense.append(rate.map(Double.init))
            }
        }
        return encoded
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
