/// An exact search for the cases most alike.
///
/// The scan goes forward, block by block, which the processor reads ahead. It adds up what the low halves of the leaves' bytes allow,
/// which is never less than the truth; only a block in which some case could then be among the most alike is added up
/// anew, from both halves. So the answer is that of comparing with every case.
///
/// **Determinism**: sums of whole numbers; of cases equally alike the first wins.
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
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: lanes) { sums in
            guard let sums = sums.baseAddress else { return }
            for block in positions.lowerBound / lanes...(positions.upperBound - 1) / lanes {
                guard find(query, base, block, isExact: false, sums) > floor else { continue }
                if planes.isWide, find(query, base, block, isExact: true, sums) <= floor { continue }
                let end = min(lanes, positions.upperBound - block * lanes)
                let start = max(0, positions.lowerBound - block * lanes)
                for lane in start..<end {
                    let sum = Int(sums[lane])
                    guard sum > floor else { continue }
                    // Among equals, this one is last.
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

    /// Sums of the 64 cases of a block, and the highest of them; unless `isExact`, of trees of more than 16 leaves what
    /// they are at most.
    private func find(
        _ query: LikenessQuery,
        _ base: UnsafeRawPointer,
        _ block: Int,
        isExact: Bool,
        _ sums: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let lanes = LikenessPlanes.block
        sums.initialize(repeating: 0, count: lanes)
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: lanes) { parts in
            guard let parts = parts.baseAddress else { return }
            if planes.pairs > 0 {
                let low = base + block * planes.pairs * lanes
                query.pairs.withUnsafeBufferPointer { pairs in
                    query.runs.withUnsafeBufferPointer { runs in
                        guard let pairs = pairs.baseAddress else { return }
                        if isExact {
                            Self.findTrees(pairs, runs, low, low + planes.high, isWide: true, parts)
                        } else {
                            Self.findTrees(pairs, runs, low, low, isWide: false, parts)
                        }
                    }
                }
                for lane in 0..<lanes { sums[lane] &+= UInt32(parts[lane]) &* likeness.treeFactor }
            }
            if planes.fields > 0 {
                let steps = base + planes.steps + block * planes.fields * lanes * 2
                query.fields.withUnsafeBufferPointer { fields in
                    guard let fields = fields.baseAddress else { return }
                    Self.findFields(fields, planes.fields, steps, likeness.reach, parts)
                }
                for lane in 0..<lanes { sums[lane] &+= UInt32(parts[lane]) &* likeness.fieldFactor }
            }
        }
        var highest: UInt32 = 0
        for lane in 0..<lanes { highest = max(highest, sums[lane]) }
        return Int(highest)
    }

    /// Weights of the trees in whose leaf each case is.
    ///
    /// A run's weights are added up in bytes, then the even and the odd bytes of a word apart: Swift's own conversion to
    /// wider numbers is a call.
    @inline(__always)
    private static func findTrees(
        _ pairs: UnsafePointer<Bytes>,
        _ runs: UnsafeBufferPointer<Int>,
        _ low: UnsafeRawPointer,
        _ high: UnsafeRawPointer,
        isWide: Bool,
        _ sums: UnsafeMutablePointer<UInt16>
    ) {
        let (first, second) = (Bytes(repeating: 0x0F), Bytes(repeating: 0xF0))
        var (even0, even1, even2, even3) = (Words.zero, Words.zero, Words.zero, Words.zero)
        var (odd0, odd1, odd2, odd3) = (Words.zero, Words.zero, Words.zero, Words.zero)
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
            add(a, &even0, &odd0)
            add(b, &even1, &odd1)
            add(c, &even2, &odd2)
            add(d, &even3, &odd3)
        }
        store(even0, odd0, to: sums)
        store(even1, odd1, to: sums + 16)
        store(even2, odd2, to: sums + 32)
        store(even3, odd3, to: sums + 48)
    }

    @inline(__always)
    private static func add(_ bytes: Bytes, _ even: inout Words, _ odd: inout Words) {
        let words = unsafeBitCast(bytes, to: Words.self)
        even = even &+ (words & Words(repeating: 0x00FF))
        odd = odd &+ (words &>> Words(repeating: 8))
    }

    @inline(__always)
    private static func store(_ even: Words, _ odd: Words, to sums: UnsafeMutablePointer<UInt16>) {
        for index in 0..<8 {
            sums[2 &* index] = even[index]
            sums[2 &* index &+ 1] = odd[index]
        }
    }

    /// Weights of the fields, times the steps that two contributions have in common.
    @inline(__always)
    private static func findFields(
        _ fields: UnsafePointer<Words>,
        _ count: Int,
        _ steps: UnsafeRawPointer,
        _ reach: UInt16,
        _ sums: UnsafeMutablePointer<UInt16>
    ) {
        let reach = Words(repeating: reach)
        for start in stride(from: 0, to: LikenessPlanes.block, by: 8) {
            var sum = Words.zero
            for field in 0..<count {
                let here = fields[2 &* field]
                let place = (field &* LikenessPlanes.block &+ start) &* 2
                let there = steps.loadUnaligned(fromByteOffset: place, as: Words.self)
                let distance = (here &- there).replacing(with: there &- here, where: here .< there)
                let common = (reach &- distance).replacing(with: Words.zero, where: reach .< distance)
                sum = sum &+ common &* fields[2 &* field &+ 1]
            }
            UnsafeMutableRawPointer(sums + start).storeBytes(of: sum, as: Words.self)
        }
    }
}
