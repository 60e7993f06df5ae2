package import EvaNumerics
import Foundation

/// Smoothed log-odds of pay for each code of a column, against what the times of its cases made likely.
///
/// **Formula**: logit((Σ w·y + s·π) / (Σ w + s)) − logit((Σ w·q + s·π) / (Σ w + s)) with smoothing s, base rate π and
/// the probability q that a row had for its time alone: 0 says nothing.
///
/// Training rows see the statistic of the other folds, or, `ordered`, of the rows before them, as a case of the future
/// will.
///
/// **Source**: Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical attributes; ordered:
/// Prokhorenkova et al. (2018), CatBoost, which orders by chance where this has the order of time.
package struct TargetStatistic: Sendable, Equatable {
    /// A value a code; code 0 stands for missing, code c + 1 for the c-th value.
    package let values: [Float]

    /// Value of a code in 0…; −1 is missing, codes never seen have 0.
    package func value(of code: Int32) -> Float {
        let index = Int(code) + 1
        return index < values.count ? values[index] : 0
    }

    /// The statistic of all rows, and what each training row sees: never its own label.
    ///
    /// **Shapes**: `codes` gives the codes of each row, 0..<`codeCount` or −1 for missing; a row may have several, or none.
    package static func fit(
        rows: Int,
        codeCount: Int,
        target: TrainingTarget,
        smoothing: Double,
        ordered: Bool,
        codes: (_ row: Int, _ body: (Int32) -> Void) -> Void
    ) -> (full: TargetStatistic, training: StatisticView) {
        let parts = ordered ? max(1, min(mostParts, rows, mostSums / (codeCount + 1))) : target.folds
        var sums = [StatisticSums](repeating: StatisticSums(width: codeCount + 1), count: parts)
        func part(of row: Int) -> Int { ordered ? row * parts / rows : target.fold(of: row) }
        for row in 0..<rows {
            let weight = Double(target.weights[row])
            let likely = weight * StableMath.sigmoid(target.offsets[row])
            let isPay = target.labels[row] == 1
            let own = part(of: row)
            codes(row) { sums[own].add(code: $0, weight: weight, likely: likely, isPay: isPay) }
        }
        let all = sums.reduce(into: StatisticSums(width: codeCount + 1)) { $0.add($1, sign: 1) }
        func statistic(_ sums: StatisticSums, smoothing: Double) -> TargetStatistic {
            TargetStatistic(values: sums.logOdds(base: target.baseRate, smoothing: smoothing))
        }
        let full = statistic(all, smoothing: smoothing)
        guard ordered else {
            let others = sums.map { own in
                var others = all
                others.add(own, sign: -1)
                return statistic(others, smoothing: smoothing)
            }
            return (full, StatisticView(outOfFold: others))
        }
        var before = StatisticSums(width: codeCount + 1)
        let past = sums.enumerated()
            .map { part, own in
                // Weights count from the newest case; then, the newest case was that of this part.
                let newest = Double(target.weights[rows * part / parts])
                defer { before.add(own, sign: 1) }
                return statistic(before, smoothing: smoothing * newest)
            }
        return (full, StatisticView(before: past, rows: rows))
    }

    /// Parts of the past after each of which ordered statistics are taken anew.
    private static let mostParts = 48
    /// Most sums over all parts, so that a field of a million values does not take a gigabyte.
    private static let mostSums = 8_000_000

    package init(values: [Float]) {
        self.values = values
    }

    package init(from reader: inout ByteReader) throws {
        values = try reader.readArray(minimumSize: 4) { try $0.read(Float.self) }
        guard values.allSatisfy(\.isFinite) else {
            throw ByteError(offset: reader.offset, message: "a target statistic is not a finite number")
        }
    }

    package func encode(to writer: inout ByteWriter) {
        writer.write(values) { $0.write($1) }
    }
}

/// The statistics that the rows of one encoding see: in training each row those of the other folds or of earlier rows,
/// later all the same.
package struct StatisticView: Sendable {
    private let statistics: [TargetStatistic]
    /// Rows in time order, where each sees what was before its part of them; `nil` for folds.
    private let rows: Int?

    package init(_ full: TargetStatistic) {
        statistics = [full]
        rows = nil
    }

    package init(outOfFold: [TargetStatistic]) {
        statistics = outOfFold
        rows = nil
    }

    package init(before: [TargetStatistic], rows: Int) {
        statistics = before
        self.rows = rows
    }

    /// The statistic that a row sees.
    package func statistic(of row: Int) -> TargetStatistic {
        if let rows { statistics[row * statistics.count / rows] } else { statistics[row % statistics.count] }
    }
}
