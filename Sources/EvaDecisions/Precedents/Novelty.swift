import EvaNumerics

/// When a case is unlike anything seen: where no earlier case is as alike as the calibration asks, or where a field that
/// brings no new values has one.
///
/// **Formula**: with s_1 … s_n the likeness of n cases to what came before each, most alike, a case of likeness s is
/// novel if (1 + #{s_i ≤ s}) / (n + 1) ≤ q. Of cases that are drawn as those were, at most the share q is flagged.
///
/// **New values**: a category or a member of a set that training never saw makes a case novel in a closed field, one in
/// which none of the n cases had a value that was new at its time. (Each such field flags at most 1 / (n + 1) of cases
/// drawn as those were.) In a field in which new values are common, as in names of shops, one only makes the case less
/// like others. The rule is needed because trees that do not ask for a field cannot mind what is new in it.
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
    /// Earlier cases that each of them had at least: with fewer, nothing is said of likeness.
    package let earlier: Int
    /// Positions in the layout of the fields in which a new value makes a case novel.
    package let closed: [Int]

    /// Calibrates; `nearest` has the sum of the nearest earlier case of each, of at least `earlier`.
    ///
    /// `nil` when there are too few to flag so small a share: fewer than 999.
    package init?(nearest: [Int], earlier: Int, closed: [Int]) {
        let rank = Int(Self.share * Double(nearest.count + 1))
        guard rank >= 1, earlier > 0 else { return nil }
        threshold = nearest.sorted()[rank - 1]
        judged = nearest.count
        self.earlier = earlier
        self.closed = closed
    }

    init(from reader: inout ByteReader) throws {
        threshold = Int(try reader.read(UInt32.self))
        judged = Int(try reader.read(UInt32.self))
        earlier = Int(try reader.read(UInt32.self))
        closed = try reader.readArray(minimumSize: 4) { Int(try $0.read(UInt32.self)) }
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(UInt32(threshold))
        writer.write(UInt32(judged))
        writer.write(UInt32(earlier))
        writer.write(closed) { $0.write(UInt32($1)) }
    }

    /// Whether a case is novel for one of its values; `unseen` marks the fields of the layout.
    func isNew(_ unseen: [Bool]) -> Bool {
        closed.contains { unseen[$0] }
    }

    /// Whether so many earlier cases are enough to say that none is alike.
    func isEnough(_ earlier: Int) -> Bool {
        earlier >= self.earlier
    }
}
