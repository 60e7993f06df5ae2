/// Finds the feature of an n-gram by its hash.
///
/// Most n-grams of a text are no features: a filter, small enough to stay in the first cache, says so of nearly all of
/// these, and an open table with three free slots of four of the rest.
package struct GramTable: Sendable, Equatable {
    private var keys: [UInt32]
    private var features: [Int32]
    private let mask: Int
    /// A bit for each value of a hash's low bits: clear where no hash has it, which most n-grams are told by.
    private var filter: [UInt64]

    /// Number of features.
    package let count: Int

    /// No hash is this large.
    private static let free = UInt32.max

    /// A table of distinct hashes, the features in their order.
    package init(_ hashes: [UInt32]) {
        count = hashes.count
        var size = 1
        while size < 4 * hashes.count { size *= 2 }
        keys = [UInt32](repeating: Self.free, count: size)
        features = [Int32](repeating: 0, count: size)
        mask = size - 1
        filter = [UInt64](repeating: 0, count: max(1, size / 16))
        for (feature, hash) in hashes.enumerated() {
            let slot = slot(of: hash)
            keys[slot] = hash
            features[slot] = Int32(feature)
            filter[Int(hash >> 6) & (filter.count - 1)] |= 1 << UInt64(hash & 63)
        }
    }

    /// The feature of a hash; `nil` when there is none.
    package subscript(hash: UInt32) -> Int32? {
        guard filter[Int(hash >> 6) & (filter.count - 1)] & 1 << UInt64(hash & 63) != 0 else { return nil }
        let slot = slot(of: hash)
        return keys[slot] == hash ? features[slot] : nil
    }

    /// Where a hash is or would be.
    private func slot(of hash: UInt32) -> Int {
        var slot = Int(hash) & mask
        while keys[slot] != hash, keys[slot] != Self.free { slot = (slot + 1) & mask }
        return slot
    }
}
