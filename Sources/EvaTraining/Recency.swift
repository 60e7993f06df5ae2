package import EvaCorpus
import Foundation

/// How fast the past loses value: a case's weight halves every so many days.
package struct Recency: Sendable, Equatable {
    /// Days in which the weight halves; `nil`: all cases weigh the same.
    package var halfLifeDays: Double?

    package init(halfLifeDays: Double? = nil) {
        self.halfLifeDays = halfLifeDays
    }

    /// Weight below which a case is left out: it would cost time and say nothing.
    private static let least = 1.0 / 64

    /// First row that still counts when the last of `rows` is the newest.
    package func start(_ times: [CaseTime], rows: Range<Int>) -> Int {
        guard let halfLifeDays, let last = times[rows].last else { return rows.lowerBound }
        let oldest = last.day - Int(halfLifeDays * -log2(Self.least))
        return times[rows].partitionIndex { $0.day < oldest }
    }

    /// Weights of rows, 1 for the newest.
    package func weights(_ times: [CaseTime], rows: Range<Int>) -> [Float] {
        guard let halfLifeDays, let last = times[rows].last else { return [Float](repeating: 1, count: rows.count) }
        return times[rows].map { Float(exp2(-Double(last.day - $0.day) / halfLifeDays)) }
    }
}

extension ArraySlice {
    /// First index whose element does not satisfy `isBefore`, where all that do come first.
    func partitionIndex(_ isBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
