import EvaNumerics
import Foundation

/// Memory in which texts are taken apart, one after the other.
struct TextMemory: Sendable {
    /// N-grams of the text that are features, ascending.
    private(set) var columns: [Int32] = []
    /// Their weights; the squares add up to 1.
    private(set) var values: [Double] = []
    /// How often each occurs.
    private var counts: [UInt16] = []
    private var grams = TextGrams()
    /// How often each feature was found in the text at hand; all 0 between texts.
    private var found: [UInt16] = []
    /// A bit for each feature that was found; all 0 between texts.
    private var marks: [UInt64] = []

    mutating func clear() {
        columns.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    /// Appends a feature; features must come in ascending order, each once.
    mutating func append(_ feature: Int32, count: UInt16) {
        columns.append(feature)
        counts.append(count)
    }

    /// Appends the n-grams of UTF-8 text that `table` knows.
    mutating func find(in utf8: ArraySlice<UInt8>, _ table: GramTable) {
        while found.count < table.count { found.append(0) }
        while 64 * marks.count < table.count { marks.append(0) }
        grams.forEach(in: utf8) { hash in
            guard let feature = table[hash].map(Int.init) else { return }
            if found[feature] < .max { found[feature] += 1 }
            marks[feature / 64] |= 1 << UInt64(feature % 64)
        }
        for word in marks.indices {
            while marks[word] != 0 {
                let feature = word * 64 + marks[word].trailingZeroBitCount
                append(Int32(truncatingIfNeeded: feature), count: found[feature])
                found[feature] = 0
                marks[word] &= marks[word] - 1
            }
        }
    }

    /// Weighs what was found.
    ///
    /// **Formula**: (1 + ln tf) · idf, scaled to length 1.
    mutating func weigh(by inverseFrequencies: [Float]) {
        var squares = 0.0
        for (feature, count) in zip(columns, counts) {
            let weight = (count > 1 ? 1 + log(Double(count)) : 1) * Double(inverseFrequencies[Int(feature)])
            values.append(weight)
            squares += weight * weight
        }
        let scale = squares > 0 ? 1 / squares.squareRoot() : 0
        for index in values.indices { values[index] *= scale }
    }
}

extension SparseMatrix {
    /// Appends what was found in a text as a row.
    mutating func appendRow(_ memory: TextMemory) {
        for (column, value) in zip(memory.columns, memory.values) { append(column: Int(column), value: value) }
        endRow()
    }
}
