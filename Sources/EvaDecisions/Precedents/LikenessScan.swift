/// An exact search for the cases most alike.
///
/// The scan goes from the newest case back, block by block. It adds up what the low halves of the leaves' bytes allow,
/// which is never less than the truth; only a block in which some case could then be among the most alike is added up
/// anew, from both halves. So the answer is that of comparing with every case.
///
/// **Determinism**: sums of whole numbers; of cases equally alike the newer, further back in the planes, wins.
///
/// **Complexity**: cases × trees / 32 steps of 16 bytes, at most twice that.
struct LikenessScan {
    /// A case found.
    struct Match: Equatable {
        let position: Int
        let sum: Int
    }

    private typealias Bytes = LikenessQuery.Bytes
    private typealias Words = LikenessQuery.Words
    private typealias Sums = SIMD8<UInt32>

    private let likeness: Likeness
    private let planes: LikenessPlanes

    init(_ likeness: Likeness, _ planes: LikenessPlanes) {
        self.likeness = likeness
        self.planes = planes
    }

    /// The cases of `positions` with a sum above `floor`, the most alike first, at most `most`; with `isAnyEnough` the
    /// first one met.
    ///
    /// `bytes` are all planes, of the size that they say.
    func matches(
        _ query: LikenessQuery,
        in positions: Range<Int>,
        most: Int,
        above floor: Int = -1,
        isAnyEnough: Bool = false,
        _ bytes: UnsafeRawBufferPointer
    ) -> [Match] {
        precondition(bytes.count == planes.byteCount, "\(bytes.count) bytes of planes, not \(planes.byteCount)")
        precondition(positions.lowerBound >= 0 && positions.upperBound <= planes.cases, "cases \(positions)")
        guard most > 0, !positions.isEmpty, let base = bytes.baseAddress else { return [] }
        var found: [Match] = []
        var floor = floor
        let lanes = LikenessPlanes.block
        withUnsafeTemporaryAllocation(of: Sums.self, capacity: lanes / 8) { sums in
            guard let sums = sums.baseAddress else { return }
            for block in stride(from: (positions.upperBound - 1) / lanes, through: positions.lowerBound / lanes, by: -1)
            {
                add(query, base, block, isExact: false, to: sums)
                guard LikenessScan.highest(sums) > floor else { continue }
                if planes.isWide { add(query, base, block, isExact: true, to: sums) }
                let end = min(lanes, positions.upperBound - block * lanes)
                let start = max(0, positions.lowerBound - block * lanes)
                for lane in stride(from: end - 1, through: start, by: -1) {
                    let sum = Int(sums[lane / 8][lane % 8])
                    guard sum > floor else { continue }
                    // Cases come from the newest back: among equals, this one is last.
                    let place = found.firstIndex { $0.sum < sum } ?? found.count
                    found.insert(Match(position: block * lanes + lane, sum: sum), at: place)
                    if isAnyEnough { return }
                    if found.count > most { found.removeLast() }
                    if found.count == most { floor = max(floor, found[most - 1].sum) }
                }
            }
        }
        return found
    }

    private static func highest(_ sums: UnsafePointer<Sums>) -> Int {
        var highest = sums[0]
        for index in 1..<LikenessPlanes.block / 8 {
            highest.replace(with: sums[index], where: highest .< sums[index])
        }
        return Int(highest.max())
    }

    /// Sums of the 64 cases of a block; unless `isExact`, of trees of more than 16 leaves what they are at most.
    private func add(
        _ query: LikenessQuery,
        _ base: UnsafeRawPointer,
        _ block: Int,
        isExact: Bool,
        to sums: UnsafeMutablePointer<Sums>
    ) {
        for index in 0..<LikenessPlanes.block / 8 { sums[index] = .zero }
        if planes.pairs > 0 {
            let low = base + block * planes.pairs * LikenessPlanes.block
            query.pairs.withUnsafeBufferPointer { pairs in
                query.runs.withUnsafeBufferPointer { runs in
                    guard let pairs = pairs.baseAddress else { return }
                    if isExact {
                        Self.addTrees(pairs, runs, low, low + planes.high, isWide: true, likeness.treeFactor, to: sums)
                    } else {
                        Self.addTrees(pairs, runs, low, low, isWide: false, likeness.treeFactor, to: sums)
                    }
                }
            }
        }
        if planes.fields > 0 {
            let steps = base + planes.steps + block * planes.fields * LikenessPlanes.block * 2
            query.fields.withUnsafeBufferPointer { fields in
                guard let fields = fields.baseAddress else { return }
                Self.addFields(fields, planes.fields, steps, likeness.reach, likeness.fieldFactor, to: sums)
            }
        }
    }

    /// Adds the weights of the trees in whose leaf a case is, `factor` times.
    @inline(__always)
    private static func addTrees(
        _ pairs: UnsafePointer<Bytes>,
        _ runs: UnsafeBufferPointer<Int>,
        _ low: UnsafeRawPointer,
        _ high: UnsafeRawPointer,
        isWide: Bool,
        _ factor: UInt32,
        to sums: UnsafeMutablePointer<Sums>
    ) {
        let (first, second) = (Bytes(repeating: 0x0F), Bytes(repeating: 0xF0))
        var (s0, s1, s2, s3) = (Words.zero, Words.zero, Words.zero, Words.zero)
        var (s4, s5, s6, s7) = (Words.zero, Words.zero, Words.zero, Words.zero)
        var (query, offset, pair) = (pairs, 0, 0)
        for end in runs {
            var (a, b, c, d) = (Bytes.zero, Bytes.zero, Bytes.zero, Bytes.zero)
            while pair < end {
                let (lows, highs, weight, other) = (query[0], query[1], query[2], query[3])
                @inline(__always)
                func weights(_ place: Int) -> Bytes {
                    var differs = low.loadUnaligned(fromByteOffset: offset &+ place, as: Bytes.self) ^ lows
                    if isWide { differs |= high.loadUnaligned(fromByteOffset: offset &+ place, as: Bytes.self) ^ highs }
                    return Bytes.zero.replacing(with: weight, where: (differs & first) .== .zero)
                        &+ Bytes.zero.replacing(with: other, where: (differs & second) .== .zero)
                }
                a = a &+ weights(0)
                b = b &+ weights(16)
                c = c &+ weights(32)
                d = d &+ weights(48)
                query += 4
                offset &+= 64
                pair &+= 1
            }
            s0 = s0 &+ Words(truncatingIfNeeded: a.lowHalf)
            s1 = s1 &+ Words(truncatingIfNeeded: a.highHalf)
            s2 = s2 &+ Words(truncatingIfNeeded: b.lowHalf)
            s3 = s3 &+ Words(truncatingIfNeeded: b.highHalf)
            s4 = s4 &+ Words(truncatingIfNeeded: c.lowHalf)
            s5 = s5 &+ Words(truncatingIfNeeded: c.highHalf)
            s6 = s6 &+ Words(truncatingIfNeeded: d.lowHalf)
            s7 = s7 &+ Words(truncatingIfNeeded: d.highHalf)
        }
        let unit = Sums(repeating: factor)
        sums[0] = sums[0] &+ Sums(truncatingIfNeeded: s0) &* unit
        sums[1] = sums[1] &+ Sums(truncatingIfNeeded: s1) &* unit
        sums[2] = sums[2] &+ Sums(truncatingIfNeeded: s2) &* unit
        sums[3] = sums[3] &+ Sums(truncatingIfNeeded: s3) &* unit
        sums[4] = sums[4] &+ Sums(truncatingIfNeeded: s4) &* unit
        sums[5] = sums[5] &+ Sums(truncatingIfNeeded: s5) &* unit
        sums[6] = sums[6] &+ Sums(truncatingIfNeeded: s6) &* unit
        sums[7] = sums[7] &+ Sums(truncatingIfNeeded: s7) &* unit
    }

    /// Adds the weights of the fields, times the steps that two contributions have in common, `factor` times.
    @inline(__always)
    private static func addFields(
        _ fields: UnsafePointer<Words>,
        _ count: Int,
        _ steps: UnsafeRawPointer,
        _ reach: UInt16,
        _ factor: UInt32,
        to sums: UnsafeMutablePointer<Sums>
    ) {
        let (reach, unit) = (Words(repeating: reach), Sums(repeating: factor))
        for part in 0..<LikenessPlanes.block / 8 {
            var sum = Words.zero
            for field in 0..<count {
                let here = fields[2 &* field]
                let place = (field &* LikenessPlanes.block &+ part &* 8) &* 2
                let there = steps.loadUnaligned(fromByteOffset: place, as: Words.self)
                let distance = (here &- there).replacing(with: there &- here, where: here .< there)
                let common = (reach &- distance).replacing(with: Words.zero, where: reach .< distance)
                sum = sum &+ common &* fields[2 &* field &+ 1]
            }
            sums[part] = sums[part] &+ Sums(truncatingIfNeeded: sum) &* unit
        }
    }
}
