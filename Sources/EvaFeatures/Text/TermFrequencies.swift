package import EvaCorpus

/// The distinct n-grams of each row of a text column with their counts.
///
/// **Shapes**: row r has `hashes[offsets[r]..<offsets[r + 1]]`, ascending, and `counts` parallel to it.
package struct TermFrequencies: Sendable {
    package private(set) var offsets: [Int] = [0]
    package private(set) var hashes: [UInt32] = []
    package private(set) var counts: [UInt16] = []

    package init(_ column: TextColumn, rows: Range<Int>) {
        var grams = TextGrams()
        var found: [UInt32] = []
        offsets.reserveCapacity(rows.count + 1)
        for row in rows {
            found.removeAll(keepingCapacity: true)
            if !column.isMissing[row] {
                grams.forEach(in: column.bytes(of: row)) { found.append($0) }
                found.sort()
            }
            var position = 0
            while position < found.count {
                var end = position + 1
                while end < found.count, found[end] == found[position] { end += 1 }
                hashes.append(found[position])
                counts.append(UInt16(clamping: end - position))
                position = end
            }
            offsets.append(hashes.count)
        }
    }

    /// Number of rows.
    package var rows: Int { offsets.count - 1 }
}
