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
    private var found: [Int32] = []

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
        found.removeAll(keepingCapacity: true)
        grams.forEach(in: utf8) { hash in
            if let feature = table[hash] { found.append(feature) }
        }
        found.sort()
        var start = 0
        while start < found.count {
            var end = start + 1
            while end < found.count, found[end] == found[start] { end += 1 }
            append(found[start], count: UInt16(clamping: end - start))
            start = end
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
