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
