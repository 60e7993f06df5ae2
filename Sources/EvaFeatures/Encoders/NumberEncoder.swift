import EvaModels
import EvaNumerics
import Foundation

/// A number: clipped for the trees; for the linear model scaled by median and quartiles, after a logarithm where the
/// training values are skewed, and cut into tenths so that a bend can be learned.
///
/// **Missing and edge values**: missing stays missing for the trees and has a column of its own in the linear model;
/// where training hardly saw it of late, it counts as the median, for nothing was learned about it.
/// Values outside the 0.05 % and 99.95 % points of the training values count as those points.
///
/// A monotone number has no tenths: they could turn the direction.
package struct NumberEncoder: Sendable, Equatable {
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool
    let centre: Double
    let scale: Double
    let cuts: [Double]
    let monotone: Int8
    /// Bits, so that a NaN equals itself.
    private let fillBits: UInt64

    /// What the trees get for a missing value; NaN where training saw enough of them.
    var fill: Double { Double(bitPattern: fillBits) }

    /// Least share of the training weight that missing values must have to be learned from: a few old cases say nothing
    /// of a field that is given up one day.
    private static let leastMissing: Float = 0.01

    /// Fits to values, one positive weight a value.
    package static func fit(
        _ values: some Collection<Double>,
        weights: [Float],
        monotone: Int8,
        minCount: Int
    ) -> NumberEncoder {
        let sorted = values.filter { !$0.isNaN }.sorted()
        let missing = zip(values, weights).reduce(Float(0)) { $1.0.isNaN ? $0 + $1.1 : $0 }
        let isMissingKnown =
            values.count - sorted.count >= minCount && missing >= leastMissing * weights.reduce(0, +)
        guard let first = sorted.first, let last = sorted.last, first < last else {
            let only = sorted.first ?? 0
            return NumberEncoder(
                lower: only,
                upper: only,
                isLogarithmic: false,
                centre: 0,
                scale: 1,
                cuts: [],
                monotone: monotone,
                fill: isMissingKnown ? .nan : only
            )
        }
        func quantile(_ share: Double) -> Double { sorted[Int((Double(sorted.count - 1) * share).rounded())] }
        let lower = quantile(0.0005)
        let upper = quantile(0.9995)
        let (low, middle, high) = (quantile(0.1), quantile(0.5), quantile(0.9))
        let isLogarithmic = lower >= 0 && high - middle > 3 * (middle - low)
        func shape(_ value: Double) -> Double { isLogarithmic ? log1p(value) : value }
        var scale = (shape(quantile(0.75)) - shape(quantile(0.25))) / 1.35
        if scale <= 0 { scale = (shape(upper) - shape(lower)) / 4 }
        var cuts: [Double] = []
        for tenth in 1..<10 {
            let cut = quantile(Double(tenth) / 10)
            if cut > (cuts.last ?? lower) { cuts.append(cut) }
        }
        return NumberEncoder(
            lower: lower,
            upper: upper,
            isLogarithmic: isLogarithmic,
            centre: shape(middle),
            scale: scale > 0 ? scale : 1,
            cuts: monotone == 0 ? cuts : [],
            monotone: monotone,
            fill: isMissingKnown ? .nan : middle
        )
    }

    package func names(field: String) -> FeatureNames {
        var names = FeatureNames()
        names.trees.append((field, monotone))
        names.dense.append((field, monotone))
        names.sparse = [Int8](repeating: 0, count: cuts.count + 2)
        return names
    }

    var shape: FieldShape { FieldShape(trees: [0], dense: 1, sparse: sparseColumns) }

    var sparseColumns: Int { cuts.count + 2 }

    package func encode(_ values: some RandomAccessCollection<Double>, hasLinear: Bool) -> EncodedField {
        EncodedField(rows: 0..<values.count, shape: shape, hasLinear: hasLinear) { row, features in
            add(values[values.index(values.startIndex, offsetBy: row)], to: &features)
        }
    }

    /// Features of a value.
    func add(_ value: Double, to features: inout FeatureRow) {
        guard !value.isNaN else {
            features.appendTree(Float(fill))
            features.appendDense(0)
            return features.appendSparse(cuts.count + 1, 1)
        }
        let clipped = min(max(value, lower), upper)
        features.appendTree(Float(clipped))
        let shaped = (isLogarithmic ? log1p(clipped) : clipped) - centre
        features.appendDense(min(max(shaped / scale, -5), 5))
        if !cuts.isEmpty { features.appendSparse(tenth(of: clipped), 1) }
    }

    private func tenth(of value: Double) -> Int {
        cuts.firstIndex { value < $0 } ?? cuts.count
    }

    init(
        lower: Double,
        upper: Double,
        isLogarithmic: Bool,
        centre: Double,
        scale: Double,
        cuts: [Double],
        monotone: Int8,
        fill: Double
    ) {
        self.lower = lower
        self.upper = upper
        self.isLogarithmic = isLogarithmic
        self.centre = centre
        self.scale = scale
        self.cuts = cuts
        self.monotone = monotone
        fillBits = fill.bitPattern
    }

    init(from reader: inout ByteReader) throws {
        lower = try reader.read()
        upper = try reader.read()
        isLogarithmic = try reader.read()
        centre = try reader.read()
        scale = try reader.read()
        cuts = try reader.readArray(minimumSize: 8) { try $0.read(Double.self) }
        monotone = try reader.read(Int8.self)
        fillBits = try reader.read()
        let isFinite = ([lower, upper, centre, scale] + cuts).allSatisfy(\.isFinite)
        guard isFinite, lower <= upper, scale > 0, !isLogarithmic || lower > -1, abs(Int(monotone)) <= 1 else {
            throw ByteError(offset: reader.offset, message: "a number's range or scale is damaged")
        }
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(lower)
        writer.write(upper)
        writer.write(isLogarithmic)
        writer.write(centre)
        writer.write(scale)
        writer.write(cuts) { $0.write($1) }
        writer.write(monotone)
        writer.write(fillBits)
    }
}
