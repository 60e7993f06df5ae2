package import EvaNumerics
import Foundation

/// Smoothed log-odds of pay for each code of a column, against what the times of its cases made likely.
///
/// **Formula**: logit((Σ w·y + s·π) / (Σ w + s)) − logit((Σ w·q + s·π) / (Σ w + s)) with smoothing s, base rate π and
/// the probability q that a row had for its time alone: 0 says nothing.
///
/// **Source**: Micci-Barreca (2001), A preprocessing scheme for high-cardinality categorical attributes.
package struct TargetStatistic: Sendable, Equatable {
    /// A value a code; code 0 stands for missing, code c + 1 for the c-th value.
    package let values: [Float]

    /// Value of a code in 0…; −1 is missing, codes never seen have 0.
    package func value(of code: Int32) -> Float {
        let index = Int(code) + 1
        return index < values.count ? values[index] : 0
    }

    /// Statistics of all rows, and what each training row sees: those of the other folds.
    ///
    /// **Shapes**: `codes` gives the codes of each row, 0..<`codeCount` or −1 for missing; a row may have several, or none.
    package static func fit(
        rows: Int,
        codeCount: Int,
        target: TrainingTarget,
        smoothing: Double,
        codes: (_ row: Int, _ body: (Int32) -> Void) -> Void
    ) -> (full: TargetStatistic, outOfFold: [TargetStatistic]) {
        let width = codeCount + 1
        var pay = [Double](repeating: 0, count: width * target.folds)
        var expected = pay
        var total = pay
        for row in 0..<rows {
            let weight = Double(target.weights[row])
            let likely = weight * StableMath.sigmoid(target.offsets[row])
            let start = target.fold(of: row) * width
            codes(row) { code in
                let cell = start + Int(code) + 1
                total[cell] += weight
                expected[cell] += likely
                if target.labels[row] == 1 { pay[cell] += weight }
            }
        }
        let base = min(max(target.baseRate, 1e-6), 1 - 1e-6)
        func logOdds(_ share: Double) -> Double { StableMath.logit(min(max(share, 1e-6), 1 - 1e-6)) }
        func value(of code: Int, leavingOut fold: Int?) -> Float {
            var (p, e, t) = (smoothing * base, smoothing * base, smoothing)
            for other in 0..<target.folds where other != fold {
                p += pay[other * width + code]
                e += expected[other * width + code]
                t += total[other * width + code]
            }
            return Float(logOdds(p / t) - logOdds(e / t))
        }
        func statistic(leavingOut fold: Int?) -> TargetStatistic {
            TargetStatistic(values: (0..<width).map { value(of: $0, leavingOut: fold) })
        }
        return (statistic(leavingOut: nil), (0..<target.folds).map { statistic(leavingOut: $0) })
    }

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

/// The statistics that the rows of one encoding see: in training each row those of the other folds, later all the same.
package struct StatisticView: Sendable {
    private let byFold: [TargetStatistic]

    package init(_ full: TargetStatistic) { byFold = [full] }

    package init(outOfFold: [TargetStatistic]) { byFold = outOfFold }

    /// The statistic that a row sees.
    package func statistic(of row: Int) -> TargetStatistic { byFold[row % byFold.count] }
}
