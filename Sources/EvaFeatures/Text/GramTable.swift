/// Finds the feature of an n-gram by its hash.
///
/// Most n-grams of a text are no features: an open table with three free slots of four says so at the first look.
package struct GramTable: Sendable, Equatable {
    private var keys: [UInt32]
    private var features: [Int32]
    private let mask: Int

    /// No hash is this large.
    private static let free = UInt32.max

    /// A table of distinct hashes, the features in their order.
    package init(_ hashes: [UInt32]) {
        var size = 1
        while size < 4 * hashes.count { size *= 2 }
        keys = [UInt32](repeating: Self.free, count: size)
        features = [Int32](repeating: 0, count: size)
        mask = size - 1
        for (feature, hash) in hashes.enumerated() {
            let slot = slot(of: hash)
            keys[slot] = hash
            features[slot] = Int32(feature)
        }
    }

    /// The feature of a hash; `nil` when there is none.
    package subscript(hash: UInt32) -> Int32? {
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
