/// Numbers the leaves of a tree so that the low half of a leaf's byte alone says most.
///
/// A search reads only the low halves, a likeness no less than the true one, and the high halves where that could make a
/// difference. The fuller leaves get low halves of their own, the others share: fullest first, each goes to the low half
/// with the fewest cases so far (the rule of Graham 1969, Bounds on multiprocessing timing anomalies).
enum LeafCodes {
    /// Values of a half of a byte.
    static let halves = 16

    /// A byte for each leaf, different ones; `covers` is the weight of the training cases in each, at most 256.
    static func codes(covers: [Double]) -> [UInt8] {
        var filled = [(weight: Double, leaves: Int)](repeating: (0, 0), count: halves)
        var codes = [UInt8](repeating: 0, count: covers.count)
        let order = covers.indices.sorted { covers[$0] != covers[$1] ? covers[$0] > covers[$1] : $0 < $1 }
        for leaf in order {
            var best = 0
            for half in 1..<halves where filled[half].leaves < halves {
                let isBestFull = filled[best].leaves == halves
                if isBestFull || filled[half].weight < filled[best].weight { best = half }
            }
            codes[leaf] = UInt8(truncatingIfNeeded: filled[best].leaves << 4 | best)
            filled[best].weight += covers[leaf]
            filled[best].leaves += 1
        }
        return codes
    }
}
