package import EvaCorpus
import Foundation

/// How fast the past loses value: a case's weight halves every so many days, or is the mean of several such fades.
package struct Recency: Sendable, Equatable {
    /// Days in which the weight halves, a fade each; `nil` is one that never fades.
    package var halfLives: [Double?]

    /// One fade; `nil`: all cases weigh the same.
    package init(halfLifeDays: Double? = nil) {
        halfLives = [halfLifeDays]
    }

    /// The mean of several fades, at least one.
    package init(meanOf halfLives: [Double?]) {
        self.halfLives = halfLives.isEmpty ? [nil] : halfLives
    }

    /// Weight below which a case is left out: it would cost time and say nothing.
    private static let least = 1.0 / 64

    /// First row that still counts when the last of `rows` is the newest.
    package func start(_ times: [CaseTime], rows: Range<Int>) -> Int {
        guard let last = times[rows].last else { return rows.lowerBound }
        return times[rows].partitionIndex { weight(days: last.day - $0.day) < Self.least }
    }

    /// Weights of rows, 1 for the newest.
    package func weights(_ times: [CaseTime], rows: Range<Int>) -> [Float] {
        guard let last = times[rows].last else { return [] }
        return times[rows].map { Float(weight(days: last.day - $0.day)) }
    }

    private func weight(days: Int) -> Double {
        halfLives.reduce(0) { $0 + ($1.map { exp2(-Double(days) / $0) } ?? 1) } / Double(halfLives.count)
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
