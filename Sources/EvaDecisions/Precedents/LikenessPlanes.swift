/// Where the codes of cases lie: blocks of 64 cases, in which all cases' codes of a pair of trees stand side by side.
///
/// **Shapes**: `low` and, where a tree has more than 16 leaves, `high` are [blocks × pairs of trees × 64] bytes, each
/// with the half of two leaves' bytes; `steps` is [blocks × fields × 64] of 16 bits, little-endian. The last block is
/// filled up with zeros.
struct LikenessPlanes: Sendable, Equatable {
    /// Cases of a block.
    static let block = 64

    let cases: Int
    let pairs: Int
    let fields: Int
    let isWide: Bool

    init(_ likeness: Likeness, cases: Int) {
        self.cases = cases
        pairs = likeness.pairs
        fields = likeness.fields.count
        isWide = likeness.isWide
    }

    var blocks: Int { (cases + Self.block - 1) / Self.block }
    /// Where `high` begins.
    var high: Int { blocks * pairs * Self.block }
    /// Where `steps` begins.
    var steps: Int { high * (isWide ? 2 : 1) }
    /// Bytes of all planes.
    var byteCount: Int { steps + blocks * fields * Self.block * 2 }

    /// Puts a case's codes in their places; `bytes` are all planes.
    func put(_ codes: CaseCodes, at position: Int, in bytes: inout [UInt8]) {
        let (block, lane) = (position / Self.block, position % Self.block)
        for pair in 0..<pairs {
            let second = 2 * pair + 1
            let two = (codes.leaves[2 * pair], second < codes.leaves.count ? codes.leaves[second] : 0)
            let place = (block * pairs + pair) * Self.block + lane
            bytes[place] = CaseCodes.lowHalves(two)
            if isWide { bytes[high + place] = CaseCodes.highHalves(two) }
        }
        for (field, step) in codes.steps.enumerated() {
            let place = steps + ((block * fields + field) * Self.block + lane) * 2
            bytes[place] = UInt8(truncatingIfNeeded: step)
            bytes[place + 1] = UInt8(truncatingIfNeeded: step >> 8)
        }
    }

    /// Where the bytes of a case's codes lie, in an order that is the same for all numbers of cases.
    func places(of position: Int) -> [Int] {
        let (block, lane) = (position / Self.block, position % Self.block)
        var places: [Int] = []
        for pair in 0..<pairs {
            let place = (block * pairs + pair) * Self.block + lane
            places.append(place)
            if isWide { places.append(high + place) }
        }
        for field in 0..<fields {
            let place = steps + ((block * fields + field) * Self.block + lane) * 2
            places += [place, place + 1]
        }
        return places
    }
}
