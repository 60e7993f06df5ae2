import EvaNumerics

/// Chooses the n-grams of a text field that become features, without looking at labels.
///
/// N-grams of too few rows are left out; of those that stand in exactly the same rows one is kept (overlapping runs of
/// one phrase say the same); then the most frequent.
enum GramSelection {
    /// Chosen hashes, ascending, with the number of rows that hold each.
    static func select(_ terms: TermFrequencies, minCount: Int, most: Int) -> (hashes: [UInt32], rows: [Int32]) {
        var rows = [Int32](repeating: 0, count: TextGrams.hashCount)
        var signatures = [UInt64](repeating: 0, count: TextGrams.hashCount)
        for row in 0..<terms.rows {
            var generator = RandomGenerator(seed: UInt64(row))
            let mark = generator.next()
            for entry in terms.offsets[row]..<terms.offsets[row + 1] {
                let hash = Int(terms.hashes[entry])
                rows[hash] += 1
                signatures[hash] &+= mark
            }
        }
        var seen: Set<UInt64> = []
        var candidates = (0..<TextGrams.hashCount)
            .filter { hash in
                rows[hash] >= minCount && Int(rows[hash]) < terms.rows && seen.insert(signatures[hash]).inserted
            }
        if candidates.count > most {
            candidates.sort { rows[$0] != rows[$1] ? rows[$0] > rows[$1] : $0 < $1 }
            candidates.removeSubrange(most...)
            candidates.sort()
        }
        return (candidates.map(UInt32.init), candidates.map { rows[$0] })
    }
}
