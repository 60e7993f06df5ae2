public import EvaNumerics

/// A sum of two scores in log-odds.
///
/// **Formula**: score = offset + treesWeight·trees + linearWeight·linear, both weights ≥ 0, so that a score that rises
/// with a field in both models rises with it in the blend.
public struct Blend: Sendable, Equatable, Codable {
    /// Weight of the trees' score.
    public let treesWeight: Double
    /// Weight of the linear score.
    public let linearWeight: Double
    /// What is added.
    public let offset: Double

    /// Creates a blend of its parameters.
    public init(treesWeight: Double, linearWeight: Double, offset: Double) {
        self.treesWeight = treesWeight
        self.linearWeight = linearWeight
        self.offset = offset
    }

    /// Blended score.
    public func score(trees: Double, linear: Double) -> Double {
        offset + treesWeight * trees + linearWeight * linear
    }

    /// Fits the blend on scores of cases that neither model was trained on.
    ///
    /// **Formula**: the least Σ w·logloss + ½·((treesWeight − ½)² + (linearWeight − ½)²): without evidence the mean of the
    /// two, and as sure of it as of a handful of cases.
    ///
    /// **Shapes**: one label (1 pay, 0 deny) and, if given, one weight a pair of scores; a weight counts cases.
    ///
    /// **Throws**: `ModelError` for shapes that do not fit, a score that is not finite, bad weights, no case or one class.
    public static func fit(
        trees: [Double],
        linear: [Double],
        labels: [Int8],
        weights: [Double]? = nil
    ) throws(ModelError) -> Blend {
        guard trees.count == linear.count else {
            throw ModelError(
                code: .badShape,
                message: "\(trees.count) scores of trees, \(linear.count) of the linear model",
                cure: "score the same cases with both"
            )
        }
        _ = try TrainingChecks.shares(rows: trees.count, labels: labels, weights: weights)
        guard trees.allSatisfy(\.isFinite), linear.allSatisfy(\.isFinite) else {
            throw ModelError(
                code: .badValue,
                message: "a score is not a finite number",
                cure: "blend scores of fitted models"
            )
        }
        let fit = NonNegativeLogistic.fit(
            columns: [trees, linear],
            targets: labels.map(Double.init),
            weights: weights ?? [Double](repeating: 1, count: labels.count),
            ridge: 1,
            centre: 0.5
        )
        return Blend(treesWeight: fit.weights[0], linearWeight: fit.weights[1], offset: fit.offset)
    }

    /// Writes the blend.
    public func encode(to writer: inout ByteWriter) {
        writer.write(treesWeight)
        writer.write(linearWeight)
        writer.write(offset)
    }

    /// Reads a blend; throws `ByteError` when bytes are missing and `ModelError.Code.damaged` for a weight below 0 or a
    /// number that is not finite.
    public init(from reader: inout ByteReader) throws {
        self.init(treesWeight: try reader.read(), linearWeight: try reader.read(), offset: try reader.read())
        guard treesWeight >= 0, linearWeight >= 0, treesWeight.isFinite, linearWeight.isFinite, offset.isFinite else {
            throw ModelError(
                code: .damaged,
                message: "a blend's weight is negative or not finite",
                cure: "train the model again or restore its files"
            )
        }
    }
}
