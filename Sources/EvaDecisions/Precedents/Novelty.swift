import EvaNumerics

/// When a case is unlike anything seen: where no earlier case is as alike as the calibration asks.
///
/// **Formula**: with s_1 … s_n the likeness of n cases to what came before each, most alike, a case of likeness s is
/// novel if (1 + #{s_i ≤ s}) / (n + 1) ≤ q. Of cases that are drawn as those were, at most the share q is flagged.
///
/// **Source**: conformal p-values, Vovk, Gammerman & Shafer (2005), Algorithmic learning in a random world; Bates et al.
/// (2023), Testing for outliers with conformal p-values.
package struct Novelty: Sendable, Equatable {
    /// Share of ordinary cases that may be flagged.
    package static let share = 0.001

    /// Sum from which on a case is like something seen.
    package let threshold: Int
    /// Cases that it was calibrated on.
    package let judged: Int
    /// Earlier cases that each of them had at least: with fewer, nothing is said.
    package let earlier: Int

    /// Calibrates; `nearest` has the sums of the nearest earlier case, at least `earlier` of them each.
    ///
    /// `nil` when there are too few to flag so small a share: fewer than 999.
    package init?(nearest: [Int], earlier: Int) {
        let rank = Int(Self.share * Double(nearest.count + 1))
        guard rank >= 1, earlier > 0 else { return nil }
        threshold = nearest.sorted()[rank - 1]
        judged = nearest.count
        self.earlier = earlier
    }

    init(from reader: inout ByteReader) throws {
        threshold = Int(try reader.read(UInt32.self))
        judged = Int(try reader.read(UInt32.self))
        earlier = Int(try reader.read(UInt32.self))
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(UInt32(threshold))
        writer.write(UInt32(judged))
        writer.write(UInt32(earlier))
    }
}
